import type { Rule } from './rule.js';

export const shadowedCoreStep: Rule = {
  code: 'shadowed-core-step',
  eachEntry({ view, report }) {
    return ({ declaration }) => {
      if (declaration.kind !== 'local') return;
      const core = view.coreStep(declaration.name);
      if (core === undefined) return;
      report({
        span: declaration.nameSpan,
        name: declaration.name,
        message: `Local step '${declaration.name}' hides the core step of that name in this workspace. To replace the core step, declare it in STEP_OVERRIDES; otherwise rename the local step.`,
        related: [{ file: core.file, span: core.declaration.nameSpan, message: 'The core step' }],
      });
    };
  },
};
