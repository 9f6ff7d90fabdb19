import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileRole } from '../../../server/service/project/roles.js';
import type { FileFacts } from '../../../server/service/sources/facts.js';
import { READER_FAILED, readSource } from '../../../server/service/sources/index.js';

const ROLES: FileRole[] = [
  { kind: 'workspace-registry', directory: 'ann', root: 'teams/ann' },
  { kind: 'core-python', rank: 0, root: 'src/cursus' },
  { kind: 'core-extras', root: 'src/cursus' },
  { kind: 'core-yaml', root: 'src/cursus' },
  { kind: 'interface', pack: false, root: 'src/cursus' },
  { kind: 'python' },
  { kind: 'notebook' },
  { kind: 'dag' },
  { kind: 'config-json' },
  { kind: 'project-file' },
];

const SAMPLES = [
  `from cursus.api.dag.base_dag import PipelineDAG
LOCAL_STEPS = {
    "RiskScore": {"config_class": "RiskScoreConfig", "job_types": ["training"]},  # cursus: ignore[a]
}
class RiskScoreStepBuilder(Base):
    def build(self, dag: PipelineDAG):
        dag.add_edge("A", 'B')
`,
  `step_type: RiskScore
registry: &r
  sagemaker_step_type: "Training"  # cursus: ignore[a]
  description: >-
    folded
spec: {dependencies: {a: {compatible_sources: [A, 'B']}}}
variants:
  training: {<<: *r, step_type: RiskScore_Training}
`,
  `step_names:
  A: &a
    config_class: AConfig
  "B": {<<: *a, spec_type: B}
`,
  '{"dag": {"nodes": ["A", "B"], "edges": [["A", "B"]]}, "metadata": {"config_types": {"A": "AConfig"}, "entry_points": ["A"]}}',
  JSON.stringify({
    cells: [
      {
        cell_type: 'code',
        source: ['from cursus.api import PipelineDAG\n', 'd = PipelineDAG()\n'],
      },
      {
        cell_type: 'code',
        source: 'd.add_node("A")  # cursus: ignore[a]\n%time d.add_edge("\\u0041", "B")',
      },
    ],
  }),
];
const PIECES = [
  ...[
    '"',
    "'",
    '"""',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ':',
    ',',
    '#',
    '\\',
    '=',
    '*',
    '&',
    '|',
    '>',
    '-',
    '%',
    '@',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    '  ',
    '\0',
    '\ufeff',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    '\u2028',
    '\u0085',
  ],
  ...[
    '<<',
    '---',
    '...',
    '*r',
    '&a',
    '!!int',
    '? ',
    '- ',
    'f"{',
    'class ',
    'def f(',
    'import *',
    '\\u00',
  ],
];

/** Every span anywhere in the facts. */
function* spansIn(value: unknown): Generator<{ start: number; end: number }> {
  if (typeof value !== 'object' || value === null) return;
  const { start, end } = value as Record<string, unknown>;
  if (typeof start === 'number' && typeof end === 'number') yield { start, end };
  const children = value instanceof Map ? value.values() : Object.values(value);
  for (const child of children) yield* spansIn(child);
}

function read(role: FileRole, text: string): FileFacts {
  const facts = readSource({ path: 'src/cursus/x.py', role, text });
  expect(facts.lines.length).toBe(text.length);
  const failures = facts.problems.filter(({ message }) => message.startsWith(READER_FAILED));
  expect(failures).toEqual([]);
  const outside = [...spansIn(facts)].filter(
    ({ start, end }) => start < 0 || end < start || end > text.length,
  );
  expect(outside).toEqual([]);
  const wrong = facts.uses.filter(
    ({ plain, name, span }) => plain && text.slice(span.start, span.end) !== name,
  );
  expect(wrong).toEqual([]);
  return facts;
}

const damaged = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(
      fc.tuple(fc.nat(400), fc.nat(6), fc.oneof(fc.constantFrom(...PIECES), fc.constant(''))),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((result, [at, drop, piece]) => {
      const offset = at % (result.length + 1);
      return result.slice(0, offset) + piece + result.slice(offset + drop);
    }, text),
  );

describe('readSource', () => {
  test.each(ROLES.map(role => [role.kind, role] as const))(
    '%s: damaged text is read, and every span lies in it',
    (_, role) => {
      fc.assert(
        fc.property(damaged, text => {
          read(role, text);
        }),
        { seed: 20260817, numRuns: 250 },
      );
    },
  );

  test.each(ROLES.map(role => [role.kind, role] as const))('%s: any text is read', (_, role) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 }))),
        pieces => {
          read(role, pieces.join(''));
        },
      ),
      { seed: 20260817, numRuns: 120 },
    );
  });

  test.each(ROLES.map(role => [role.kind, role] as const))('%s: empty and deep text', (_, role) => {
    for (const text of [
      '',
      '\ufeff',
      '\0',
      '['.repeat(10_000),
      '{"a":'.repeat(10_000),
      '- '.repeat(10_000),
    ]) {
      read(role, text);
    }
  });

  test('each role has its reader', () => {
    const kinds = (role: FileRole, text: string) => {
      const facts = read(role, text);
      return [facts.uses.length > 0, facts.classes.length > 0, facts.interface !== undefined];
    };
    const [python, step, , dag, notebook] = SAMPLES as [string, string, string, string, string];
    expect(kinds({ kind: 'python' }, python)).toEqual([true, true, false]);
    expect(kinds(ROLES[0]!, python)).toEqual([true, true, false]);
    expect(kinds(ROLES[4]!, step)).toEqual([true, false, true]);
    expect(kinds({ kind: 'dag' }, dag)).toEqual([true, false, false]);
    expect(kinds({ kind: 'config-json' }, dag)).toEqual([true, false, false]);
    expect(kinds({ kind: 'notebook' }, notebook)).toEqual([true, false, false]);
    expect(kinds({ kind: 'project-file' }, step)).toEqual([false, false, false]);
    expect(read(ROLES[3]!, SAMPLES[2]!).tables[0]!.declarations.map(({ name }) => name)).toEqual([
      'A',
      'B',
    ]);
  });

  test('a reader that fails costs its own file alone, and says so', () => {
    const modules = {
      text() {
        throw new Error('broken disk');
      },
    };
    const text = 'from .names import NAMES\nLOCAL_STEPS = {**NAMES}\n';
    const facts = readSource({ path: 'a/b.py', role: ROLES[0]!, text, modules });
    expect(facts.tables).toEqual([]);
    expect(facts.problems[0]!.message).toBe(`${READER_FAILED} (broken disk)`);
  });

  test('a hyperparameter registry is a table of its own', () => {
    const text = 'HYPERPARAMETER_REGISTRY = {"A": {"class_name": "A"}}\nSTEP_NAMES = {"B": {}}\n';
    const input = { role: { kind: 'python' } as const, text };
    const facts = readSource({ ...input, path: 'src/cursus/registry/hyperparameter_registry.py' });
    expect(facts.hyperparameters?.declarations.map(({ name }) => name)).toEqual(['A']);
    expect(facts.tables).toEqual([]);
    expect(readSource({ ...input, path: 'src/x.py' }).hyperparameters).toBeUndefined();
  });

  test('tables and syntax problems are those of registry files alone', () => {
    const text = 'LOCAL_STEPS = {"A": {"config_class": "AConfig"}}\nx = = 1\n';
    const registry = read(ROLES[0]!, text);
    expect(registry.tables[0]!.declarations.map(({ name }) => name)).toEqual(['A']);
    expect(registry.problems).toMatchObject([{ kind: 'syntax' }]);
    const other = read({ kind: 'python' }, `${text}class A: pass\n`);
    expect(other).toMatchObject({ tables: [], problems: [] });
  });

  test('a Python file that says nothing to the registry says nothing', () => {
    const facts = read({ kind: 'python' }, 'import os\nx = 1\n');
    expect(facts).toMatchObject({ classes: [], aliases: [], uses: [], problems: [] });
  });
});
