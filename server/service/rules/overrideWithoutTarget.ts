import type { Rule } from './rule.js';
import { didYouMean, isLikelyTypo, nearCoreSteps } from './suggest.js';

export const overrideWithoutTarget: Rule = {
  code: 'override-without-target',
  eachEntry({ view, report }) {
    return ({ declaration }) => {
      if (declaration.kind !== 'override') return;
      const { name } = declaration;
      if (view.coreStep(name) !== undefined) return;
      const alias = view.alias(name);
      const nearest = nearCoreSteps(view, name);
      const near = isLikelyTypo(nearest) ? nearest.names : [];
      const suggestions = alias === undefined ? near : [alias];
      const isTypo = suggestions.length > 0;
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
