import type { Rule } from './rule.js';

export const deprecatedAlias: Rule = {
  code: 'deprecated-alias',
  check({ uses, report }) {
    for (const { use, meaning } of uses.judged) {
      if (meaning.kind !== 'alias') continue;
      const canonical = meaning.name + use.name.slice(meaning.alias.length);
      report({
        span: use.span,
        name: use.name,
        message: `'${meaning.alias}' is a legacy alias that only some functions of cursus know: the step is called '${meaning.name}'.`,
        data: { value: use.name, suggestions: [canonical] },
      });
    }
  },
};
