import type { IndexedFile, ProjectView } from '../project/project.js';
import type { SourceProblem } from '../sources/facts.js';
import { isInertCore } from './coreFiles.js';
import type { Rule } from './rule.js';
import { workspaceIdOf } from './workspaceId.js';

const KINDS: ReadonlySet<SourceProblem['kind']> = new Set([
  'syntax',
  'encoding',
  'unreadable',
  'limit',
]);

/** The first reason why a file cannot be read; what follows is mostly its consequence. */
export function firstProblem(file: IndexedFile): SourceProblem | undefined {
  let first: SourceProblem | undefined;
  for (const problem of file.facts.problems) {
    if (!KINDS.has(problem.kind)) continue;
    if (first === undefined || problem.span.start < first.span.start) first = problem;
  }
  return first;
}

export const unreadableRegistry: Rule = {
  code: 'unreadable-registry',
  check({ file, view, report }) {
    const subject = subjectOf(file, view);
    if (subject === undefined) return;
    const problem = firstProblem(file);
    if (problem === undefined) return;
    const isLimit = problem.kind === 'limit';
    report({
      span: problem.span,
      name: subject.name,
      ...(isLimit ? { severity: 'warning' } : {}),
      message: isLimit
        ? `${problem.message}: what stands here is not checked.`
        : `${problem.message}. ${subject.consequence}`,
      data: { problem: problem.kind },
    });
  },
};

function subjectOf(
  file: IndexedFile,
  view: ProjectView,
): { name: string; consequence: string } | undefined {
  switch (file.role.kind) {
    case 'workspace-registry': {
      const name = workspaceIdOf(file, view);
      return {
        name,
        consequence: `At run time workspace '${name}' vanishes without a word: no step and no override of it is loaded.`,
      };
    }
    case 'core-python':
    case 'core-extras':
      if (isInertCore(file, view)) return undefined;
      return {
        name: file.path,
        consequence: 'At run time the core registry cannot be imported: nothing works.',
      };
    default:
      return undefined;
  }
}
