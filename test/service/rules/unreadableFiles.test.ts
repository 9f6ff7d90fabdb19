import { expect, it } from 'vitest';
import { judge } from '../../../server/service/rules/engine.js';
import type { SourceProblem } from '../../../server/service/sources/facts.js';
import { ProjectText, ROOT } from '../../support/projectText.js';

const ANN = 'dev/ann/src/cursus_dev/registry/workspace_registry.py';
const TABLE = 'src/cursus/registry/step_names.py';
const YAML = 'src/cursus/registry/step_names.yaml';
const INTERFACE = 'src/cursus/steps/interfaces/a.step.yaml';

/** What is said of a file in which the host or a reader has met these problems. */
function said(path: string, ...problems: readonly [SourceProblem['kind'], number][]) {
  const project = new ProjectText({ [path]: path === INTERFACE ? 'step_type: A\n' : '\n' });
  const file = project.index.file(ROOT + path)!;
  const facts = {
    ...file.facts,
    problems: problems.map(([kind, start]) => ({
      kind,
      message: `Problem ${start}`,
      span: { start, end: start },
    })),
  };
  return judge({ ...file, facts }, project.index.view(), {}).map(
    ({ code, severity, name, message, data }) => [code, severity, name, message, data?.problem],
  );
}

const GONE =
  "At run time workspace 'ann' vanishes without a word: no step and no override of it is loaded.";
const NO_CORE = 'At run time the core registry cannot be imported: nothing works.';
const FAILS = 'At run time the whole core registry fails to load, not just this step.';

it.each([
  [ANN, 'unreadable-registry', 'ann', GONE],
  [TABLE, 'unreadable-registry', TABLE, NO_CORE],
  [YAML, 'registry-build-fails', YAML, FAILS],
  [INTERFACE, 'registry-build-fails', 'A', FAILS],
])('%s that cannot be read is told by the first reason', (path, code, name, consequence) => {
  for (const kind of ['unreadable', 'encoding', 'syntax'] as const) {
    expect(said(path, [kind, 1], ['syntax', 0])).toEqual([
      [code, 'error', name, `Problem 0. ${consequence}`, 'syntax'],
    ]);
    expect(said(path, [kind, 0], ['encoding', 1])).toEqual([
      [code, 'error', name, `Problem 0. ${consequence}`, kind],
    ]);
  }
  expect(said(path, ['limit', 0])).toEqual([
    [code, 'warning', name, 'Problem 0: what stands here is not checked.', 'limit'],
  ]);
});
