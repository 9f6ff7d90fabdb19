import type { Rule } from './rule.js';
import { kindOfUse, meaningOf } from './uses.js';

export const deprecatedAlias: Rule = {
  code: 'deprecated-alias',
  check({ file, view, report }) {
    if (file.facts.uses.length === 0) return;
    const workspace = view.workspaceOf(file);
    for (const use of file.facts.uses) {
      if (kindOfUse(use) === undefined) continue;
      const meaning = meaningOf(view, workspace, use);
      if (meaning.kind !== 'alias') continue;
      const canonical = meaning.name + use.name.slice(meaning.alias.length);
      report({
        span: use.span,
        name: use.name,
        message: `'${meaning.alias}' is a legacy alias that only some functions of cursus know: the step is called '${meaning.name}'.`,
        data: {
          value: use.name,
          suggestions: [canonical],
          ...(use.cell === undefined ? {} : { cell: use.cell }),
        },
      });
    }
  },
};
