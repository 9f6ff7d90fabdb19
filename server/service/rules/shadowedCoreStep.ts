import type { Rule } from './rule.js';

export const shadowedCoreStep: Rule = {
  code: 'shadowed-core-step',
  check({ view, entries, report }) {
    for (const { declaration } of entries.workspace) {
      if (declaration.kind !== 'local' || declaration.superseded) continue;
      const core = view.coreStep(declaration.name);
      if (core === undefined) continue;
      report({
        span: declaration.nameSpan,
        name: declaration.name,
        message: `Local step '${declaration.name}' hides the core step of that name in this workspace. To replace the core step, declare it in STEP_OVERRIDES; otherwise rename the local step.`,
        related: [{ file: core.file, span: core.declaration.nameSpan, message: 'The core step' }],
      });
    }
  },
};
