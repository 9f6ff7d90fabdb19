import { PROJECT_FILE_NAME } from '../../../shared/projectFile.js';
import type { Rule } from './rule.js';

export const invalidProjectFile: Rule = {
  code: 'invalid-project-file',
  check({ file, report }) {
    if (file.role.kind !== 'project-file') return;
    for (const problem of file.facts.problems) {
      report({
        span: problem.span,
        name: PROJECT_FILE_NAME,
        message: `${problem.message}.`,
        data: { problem: problem.kind },
      });
    }
  },
};
