import { isInertCore } from './coreFiles.js';
import { isCoreFile } from './entries.js';
import type { Rule, RuleContext } from './rule.js';
import { firstProblem } from './unreadableRegistry.js';

const CONSEQUENCE = 'At run time the whole core registry fails to load, not just this step.';

export const registryBuildFails: Rule = {
  code: 'registry-build-fails',
  check(context) {
    const { file, view, report } = context;
    if (!isCoreFile(file) || isInertCore(file, view)) return;
    if (file.role.kind === 'interface' || file.role.kind === 'core-yaml') reportBrokenText(context);
    for (const problem of file.facts.problems) {
      if (problem.kind !== 'build') continue;
      report({
        span: problem.span,
        name: file.facts.interface?.stepType ?? file.path,
        message: `${problem.message}. ${CONSEQUENCE}`,
      });
    }
  },

  eachEntry({ file, view, report }) {
    if (file.role.kind !== 'core-python' || isInertCore(file, view)) return undefined;
    return ({ declaration, rejections }) => {
      for (const rejection of rejections ?? []) {
        const field = declaration.fields.findLast(({ key }) => key === rejection.field);
        report({
          span: field?.valueSpan ?? declaration.nameSpan,
          name: declaration.name,
          message: `Step '${declaration.name}': ${rejection.message}. ${CONSEQUENCE}`,
        });
      }
    };
  },
};

function reportBrokenText({ file, report }: RuleContext): void {
  const problem = firstProblem(file);
  if (problem === undefined) return;
  const isLimit = problem.kind === 'limit';
  report({
    span: problem.span,
    name: file.facts.interface?.stepType ?? file.path,
    ...(isLimit ? { severity: 'warning' } : {}),
    message: isLimit
      ? `${problem.message}: what stands here is not checked.`
      : `${problem.message}. ${CONSEQUENCE}`,
    data: { problem: problem.kind },
  });
}
