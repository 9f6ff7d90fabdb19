import { differences, readProject } from './compare.js';
import { execute } from './cpython.js';
import type { GeneratedProject } from './project.js';

/** Which of some projects fail, all executed in one process. Those that Python refuses do not. */
function failing(projects: readonly GeneratedProject[]): readonly string[][] {
  const executed = execute(projects);
  return projects.map((project, index) => {
    const { error } = executed[index]!;
    return error === null ? differences(project, executed[index]!, readProject(project)) : [];
  });
}

/** Takes away statements and lines for as long as the project still fails. */
export function shrink(project: GeneratedProject): GeneratedProject {
  let smallest = project;
  for (const byLine of [false, true]) {
    for (const path of smallest.modules.keys()) {
      const lines = smallest.modules.get(path)!;
      const pieces = byLine ? lines.flatMap(statement => statement.split('\n')) : lines;
      smallest = shrinkModule(smallest, path, pieces);
    }
  }
  return smallest;
}

function shrinkModule(
  project: GeneratedProject,
  path: string,
  pieces: readonly string[],
): GeneratedProject {
  const withPieces = (rest: readonly string[]): GeneratedProject => ({
    ...project,
    modules: new Map([...project.modules, [path, rest]]),
  });
  let kept = [...pieces];
  for (let size = Math.max(1, kept.length >> 1); size >= 1; ) {
    const candidates: string[][] = [];
    for (let at = 0; at < kept.length; at += size) {
      candidates.push([...kept.slice(0, at), ...kept.slice(at + size)]);
    }
    const fails = candidates.length === 0 ? [] : failing(candidates.map(withPieces));
    const smaller = candidates.find((_, index) => fails[index]!.length > 0);
    if (smaller !== undefined) kept = smaller;
    else size >>= 1;
  }
  return withPieces(kept);
}

/** The text of a failing project with what differs, for the message of a test. */
export function describe(project: GeneratedProject): string {
  const parts = [`seed ${project.seed}, ${project.kind}, ${JSON.stringify(project.environment)}`];
  for (const [path, lines] of project.modules) {
    if (lines.length > 0 && !/cycle_/.test(path)) parts.push(`--- ${path}.py`, lines.join('\n'));
  }
  parts.push('--- differences', ...failing([project])[0]!);
  return parts.join('\n');
}
