import { isPack } from './entries.js';
import type { Rule } from './rule.js';

export const stepPackClash: Rule = {
  code: 'step-pack-clash',
  eachEntry({ file, view, report }) {
    if (!isPack(file)) return undefined;
    return ({ declaration }) => {
      const core = view
        .declarations(declaration.name)
        .find(
          other =>
            other.workspace === undefined && !isPack(other.file) && !other.declaration.superseded,
        );
      if (core === undefined) return;
      report({
        span: declaration.nameSpan,
        name: declaration.name,
        message: `Core has a step '${declaration.name}' too: at run time the registry takes this row, but the interface is loaded from core, so that both halves of the step come from different files. Rename this one.`,
        related: [{ file: core.file, span: core.declaration.nameSpan, message: 'The core step' }],
      });
    };
  },
};
