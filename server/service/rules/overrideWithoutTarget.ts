import type { Rule } from './rule.js';
import { didYouMean, isLikelyTypo, nearCoreSteps } from './suggest.js';

export const overrideWithoutTarget: Rule = {
  code: 'override-without-target',
  eachEntry({ view, report }) {
    return ({ declaration }) => {
      if (declaration.kind !== 'override') return;
      const { name } = declaration;
      if (declaration.keyProblem !== undefined || view.coreStep(name) !== undefined) return;
      const alias = view.alias(name);
      const nearest = nearCoreSteps(view, name);
      const isTypo = alias !== undefined || isLikelyTypo(nearest);
      const suggestions = alias !== undefined ? [alias] : isTypo ? (nearest?.names ?? []) : [];
      report({
        span: declaration.nameSpan,
        name,
        ...(isTypo ? {} : { severity: 'information' }),
        message: `STEP_OVERRIDES names '${name}', which core does not have: nothing is overridden, and at run time this becomes a step of its own.${
          isTypo ? didYouMean(suggestions) : ' If that is meant, declare it as a local step.'
        }`,
        data: { suggestions },
      });
    };
  },
};
