import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FileFacts } from '../../../server/service/sources/facts.js';
import { Opaque, type PyValue } from '../../../server/service/sources/values.js';
import { readInterface } from '../../../server/service/sources/yaml/interface.js';
import type { Span } from '../../../server/service/text/span.js';
import { processorTime } from '../../support/processorTime.js';

interface LoadingCase {
  readonly text: string;
  readonly result: Readonly<Record<string, unknown>>;
}

const golden = JSON.parse(
  readFileSync(new URL('../../golden/interface_loading.json.golden', import.meta.url), 'utf8'),
) as { cases: LoadingCase[] };

function plain(value: PyValue): unknown {
  if (value instanceof Opaque) return '<opaque>';
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.includes('<opaque>') ? '<opaque>' : items;
  }
  if (!(value instanceof Map)) return value;
  const entries = [...value].map(([key, item]) => [key, plain(item)]);
  return entries.some(([, item]) => item === '<opaque>') ? '<opaque>' : Object.fromEntries(entries);
}

/** What the runtime would get, in the words of the golden file. */
function loaded(facts: FileFacts): Readonly<Record<string, unknown>> {
  if (facts.problems.some(problem => problem.kind === 'build')) return { raises: true };
  const declaration = facts.tables[0]?.declarations[0];
  if (declaration !== undefined) {
    const row = declaration.fields.filter(field => field.outsideRow !== true);
    return {
      name: declaration.name,
      row: Object.fromEntries(row.map(field => [field.key, plain(field.value)])),
    };
  }
  return facts.interface === undefined ? { skip: true } : { nodecl: facts.interface.stepType };
}

function at(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

describe('readInterface gives what the runtime loads', () => {
  test.each(golden.cases.map(({ text, result }) => [JSON.stringify(text), text, result] as const))(
    '%s',
    (_, text, result) => {
      const facts = readInterface(text);
      expect(loaded(facts)).toEqual(result);
      for (const table of facts.tables) {
        for (const field of table.declarations.flatMap(declaration => declaration.fields)) {
          if (field.plain) expect(at(text, field.valueSpan)).toBe(field.value);
        }
      }
    },
  );
});

const INTERFACE = `# An interface
step_type: RiskScore
node_type: internal
registry:
  sagemaker_step_type: 'Processing'
  description: "Scores\\trisk"
  requires: none # no SDK
  builder_step_nam: RiskScoreBuilder
contract:
  entry_point: risk_score.py
spec:
  dependencies:
    input_path:
      compatible_sources:
      - TabularPreprocessing
      - "DataLoad"
      - 3
variants:
  training:
    step_type: RiskScore_Training
    spec:
      dependencies:
        input_path:
          compatible_sources: [XGBoostTraining]
  generic: {}
`;

describe('readInterface', () => {
  const facts = readInterface(INTERFACE);
  const declaration = facts.tables[0]!.declarations[0]!;

  test('declares the step with written and derived fields', () => {
    expect(facts.problems).toEqual([]);
    expect(facts.tables).toHaveLength(1);
    expect(facts.tables[0]).toMatchObject({ kind: 'core', name: 'registry', opaque: [] });
    expect(at(INTERFACE, facts.tables[0]!.nameSpan)).toBe('registry');
    expect(at(INTERFACE, facts.tables[0]!.span)).toMatch(/^registry:[\s\S]*RiskScoreBuilder$/);
    expect(at(INTERFACE, declaration.nameSpan)).toBe('RiskScore');
    expect(at(INTERFACE, declaration.span)).toMatch(/^step_type[\s\S]*RiskScoreBuilder$/);
    expect(
      declaration.fields.map(field => [
        field.key,
        field.value,
        at(INTERFACE, field.keySpan),
        at(INTERFACE, field.valueSpan),
        field.plain,
        field.derived ?? false,
        field.outsideRow ?? false,
      ]),
    ).toEqual([
      ['config_class', 'RiskScoreConfig', 'RiskScore', 'RiskScore', false, true, false],
      ['builder_step_name', 'RiskScoreStepBuilder', 'RiskScore', 'RiskScore', false, true, false],
      ['spec_type', 'RiskScore', 'RiskScore', 'RiskScore', false, true, false],
      [
        'sagemaker_step_type',
        'Processing',
        'sagemaker_step_type',
        'Processing',
        true,
        false,
        false,
      ],
      ['description', 'Scores\trisk', 'description', 'Scores\\trisk', false, false, false],
      ['requires', 'none', 'requires', 'none', true, false, true],
      [
        'builder_step_nam',
        'RiskScoreBuilder',
        'builder_step_nam',
        'RiskScoreBuilder',
        true,
        false,
        true,
      ],
    ]);
  });

  test('tells what the interface says about itself', () => {
    expect(facts.interface).toMatchObject({
      stepType: 'RiskScore',
      nodeType: 'internal',
      requires: 'none',
      jobTypes: ['training', 'generic'],
    });
    expect(at(INTERFACE, facts.interface!.registrySpan!)).toMatch(/^registry:/);
  });

  test('finds the uses: variants and compatible sources', () => {
    expect(facts.uses.map(use => [use.context, use.name, at(INTERFACE, use.span)])).toEqual([
      ['compatible-source', 'TabularPreprocessing', 'TabularPreprocessing'],
      ['compatible-source', 'DataLoad', 'DataLoad'],
      ['variant', 'RiskScore_Training', 'RiskScore_Training'],
      ['compatible-source', 'XGBoostTraining', 'XGBoostTraining'],
    ]);
  });

  test('says where the build fails', () => {
    const text = 'step_type: A\nregistry:\n  description: d\n';
    const [problem] = readInterface(text).problems;
    expect(problem).toMatchObject({ kind: 'build' });
    expect(at(text, problem!.span)).toBe('registry');
    const empty = "step_type: A\nregistry:\n  sagemaker_step_type: ''\n";
    expect(at(empty, readInterface(empty).problems[0]!.span)).toBe('sagemaker_step_type');
    const two = 'step_type: A\n---\nstep_type: B\n';
    expect(at(two, readInterface(two).problems[0]!.span)).toBe('---');
    const tab = 'step_type:\tA\n';
    expect(readInterface(tab).problems[0]!.span).toEqual({ start: 10, end: 11 });
  });

  test('a file whose step_type is no name is skipped at run time', () => {
    const text = 'step_type: on\nregistry:\n  sagemaker_step_type: Training\n';
    const skipped = readInterface(text);
    expect(skipped.tables).toEqual([]);
    expect(skipped.problems).toMatchObject([{ kind: 'structure' }]);
    expect(at(text, skipped.problems[0]!.span)).toBe('on');
  });

  test('a value behind an alias is written where its anchor is', () => {
    const text =
      'x: &type Training\nstep_type: A\nregistry:\n  sagemaker_step_type: *type\n  <<: &m {description: d}\n';
    const fields = readInterface(text).tables[0]!.declarations[0]!.fields;
    const type = fields.find(field => field.key === 'sagemaker_step_type')!;
    expect(at(text, type.valueSpan)).toBe('Training');
    expect(at(text, type.via![0]!.span)).toBe('*type');
    const description = fields.find(field => field.key === 'description')!;
    expect(at(text, description.valueSpan)).toBe('d');
    expect(description.via).toHaveLength(1);
  });

  test('keeps what is readable of a damaged file', () => {
    const text = INTERFACE.replace('requires: none # no SDK', 'requir');
    const damaged = readInterface(text);
    expect(damaged.problems).toMatchObject([{ kind: 'build' }]);
    const kept = damaged.tables[0]!.declarations[0]!;
    expect(kept.damaged).toBe(true);
    expect(kept.name).toBe('RiskScore');
    expect(kept.fields.find(field => field.key === 'sagemaker_step_type')?.value).toBe(
      'Processing',
    );
    expect(damaged.uses).toHaveLength(4);
    const elsewhere = readInterface(`${INTERFACE}"`);
    expect(elsewhere.problems).toHaveLength(1);
    expect(elsewhere.tables[0]!.declarations[0]!.damaged).toBe(false);
  });

  test('reads ignore comments', () => {
    const text =
      '# cursus: ignore[unknown-step, naming-convention]\n\n# more\nstep_type: a # cursus: ignore\nb: "# cursus: ignore"\n';
    const { ignores } = readInterface(text);
    expect(ignores.map(ignore => [at(text, ignore.span), ignore.lines])).toEqual([
      ['# cursus: ignore[unknown-step, naming-convention]', [0, 3]],
      ['# cursus: ignore', [3]],
    ]);
    expect(ignores[0]!.codes.map(({ code, span }) => [code, at(text, span)])).toEqual([
      ['unknown-step', 'unknown-step'],
      ['naming-convention', 'naming-convention'],
    ]);
    expect(ignores[1]!.codes).toEqual([]);
  });

  test('a quoted text may run on in lines that are indented no deeper', () => {
    const text =
      'step_type: A\nregistry:\n  sagemaker_step_type: Training\n  description: "one\n  two"\nspec: {}\n';
    const facts = readInterface(text);
    expect(facts.problems).toEqual([]);
    expect(facts.tables[0]!.declarations[0]!.fields.at(-1)?.value).toBe('one two');
  });
});

describe('hostile YAML', () => {
  const laughs = [
    'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]',
    ...Array.from(
      { length: 40 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`,
    ),
    'step_type: A\nregistry:\n  sagemaker_step_type: T\n  description: *a40\n',
  ].join('\n');
  const merges = [
    'a0: &a0 {k: v}',
    ...Array.from({ length: 3000 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: *a${i}, k${i}: v}`),
    'step_type: A\nregistry:\n  <<: *a3000\n  sagemaker_step_type: T\n',
  ].join('\n');
  const step = 'step_type: A\nregistry:\n  sagemaker_step_type: T\nx: ';

  test.each([
    ['aliases of aliases', laughs],
    ['a chain of merges', merges],
    ['deep lists', step + '['.repeat(10_000)],
    ['deep mappings', step + '{a: '.repeat(10_000)],
    [
      'deep blocks',
      Array.from({ length: 10_000 }, (_, i) => `${' '.repeat(i % 3000)}a:`).join('\n'),
    ],
    ['dashes', '- '.repeat(50_000)],
    ['questions', '? '.repeat(50_000)],
    ['an open quote', `${step}"${'a\n'.repeat(100_000)}`],
    ['many open quotes', step + '"a\n'.repeat(20_000)],
    ['documents', '---\na: b\n'.repeat(20_000)],
    ['blank lines', '\n'.repeat(500_000)],
    ['NUL bytes', '\0'.repeat(10_000)],
    ['lone surrogates', `step_type: \ud800A\nregistry: {sagemaker_step_type: \udc00}`],
    ['one huge line', step + 'a'.repeat(1_900_000)],
    ['many keys', 'a: b\n'.repeat(300_000)],
  ])('%s', (_, text) => {
    let facts = readInterface('');
    expect(
      processorTime(() => {
        facts = readInterface(text);
      }),
    ).toBeLessThan(4000);
    expect(facts.lines.length).toBe(text.length);
    for (const { span } of facts.problems) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  });

  test('blown-up aliases are opaque', () => {
    const { fields } = readInterface(laughs).tables[0]!.declarations[0]!;
    expect(fields.find(field => field.key === 'description')!.value).toBeInstanceOf(Opaque);
  });

  test('what is too deep or too large is said', () => {
    for (const text of [
      '['.repeat(10_000),
      'a: b\n'.repeat(100_000),
      `# ${'a'.repeat(3_000_000)}`,
    ]) {
      expect(readInterface(text).problems).toMatchObject([{ kind: 'limit' }]);
    }
  });
});
