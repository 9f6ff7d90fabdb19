import { describe, expect, test } from 'vitest';
import { readYamlTable } from '../../../server/service/sources/yaml/table.js';

const ENTRY = `    config_class: AConfig
    builder_step_name: AStepBuilder
    spec_type: A
    sagemaker_step_type: Training
    description: a
`;

function at(text: string, span: { start: number; end: number }): string {
  return text.slice(span.start, span.end);
}

test('reads every entry of the table with its places', () => {
  const text = `# Steps\nstep_names:\n  A:\n${ENTRY}  "B b":\n${ENTRY}    job_types: [training]\n`;
  const facts = readYamlTable(text);
  expect(facts.problems).toEqual([]);
  const [table] = facts.tables;
  expect(table).toMatchObject({ kind: 'core', name: 'step_names', opaque: [] });
  expect(at(text, table!.nameSpan)).toBe('step_names');
  expect(table!.declarations.map(({ name, nameSpan }) => [name, at(text, nameSpan)])).toEqual([
    ['A', 'A'],
    ['B b', 'B b'],
  ]);
  const [first, second] = table!.declarations;
  expect(at(text, first!.span)).toMatch(/^A:[\s\S]*description: a$/);
  expect(first!.fields.map(field => [field.key, field.value, at(text, field.valueSpan)])).toEqual([
    ['config_class', 'AConfig', 'AConfig'],
    ['builder_step_name', 'AStepBuilder', 'AStepBuilder'],
    ['spec_type', 'A', 'A'],
    ['sagemaker_step_type', 'Training', 'Training'],
    ['description', 'a', 'a'],
  ]);
  expect(second!.fields.at(-1)).toMatchObject({ key: 'job_types', value: ['training'] });
});

test('each entry that makes the loader raise is a problem', () => {
  const text = `step_names:\n  A:\n    config_class: AConfig\n  B: text\n  C:\n${ENTRY}  On:\n${ENTRY}`;
  const facts = readYamlTable(text);
  expect(facts.problems.map(({ kind, span }) => [kind, at(text, span)])).toEqual([
    ['build', 'A'],
    ['build', 'B'],
  ]);
  expect(facts.problems[0]!.message).toContain('builder_step_name, description');
  expect(facts.tables[0]!.declarations[1]).toMatchObject({ shape: 'other', raw: 'text' });
  expect(facts.tables[0]!.declarations[3]).toMatchObject({
    name: 'True',
    keyProblem: 'not-a-string',
  });
});

test('of two equal keys the first is superseded', () => {
  const text = `step_names:\n  A:\n${ENTRY}  A:\n${ENTRY}`;
  const { declarations } = readYamlTable(text).tables[0]!;
  expect(declarations.map(declaration => declaration.superseded)).toEqual([true, false]);
});

test('merged fields and entries know where they come from', () => {
  const text = `base: &base\n${ENTRY.replaceAll('    ', '  ')}more: &more\n  B: {<<: *base}\nstep_names:\n  <<: *more\n  A:\n    <<: *base\n    description: mine\n`;
  const facts = readYamlTable(text);
  expect(facts.problems).toEqual([]);
  const [b, a] = facts.tables[0]!.declarations;
  expect(b!.name).toBe('B');
  expect(at(text, b!.via[0]!.span)).toBe('*more');
  expect(a!.fields.map(field => [field.key, field.value])).toContainEqual(['description', 'mine']);
  expect(a!.fields).toHaveLength(5);
  expect(at(text, a!.fields[0]!.via![0]!.span)).toBe('*base');
  expect(at(text, a!.fields[0]!.valueSpan)).toBe('AConfig');
});

test.each([
  ['', [0, 0]],
  ['[]', [0, 0]],
  ['text', [0, 0]],
  ['steps: {}', [0, 0]],
  ['step_names: []', [0, 10]],
  ['step_names:', [0, 10]],
])('%j holds no table', (text, [start, end]) => {
  const facts = readYamlTable(text);
  expect(facts.tables).toEqual([]);
  expect(facts.problems).toMatchObject([{ kind: 'build', span: { start, end } }]);
});

describe('a damaged table', () => {
  const NAMES = ['A', 'B', 'C', 'D'];
  const TABLE = `step_names:\n${NAMES.map(name => `  ${name}:\n${ENTRY}`).join('')}`;
  const starts = NAMES.map(name => TABLE.indexOf(`  ${name}:`));

  /** The fields of each entry that is not damaged. */
  function sound(text: string): Map<string, string> {
    const declarations = readYamlTable(text).tables[0]?.declarations ?? [];
    const isSound = (entry: (typeof declarations)[number]) => !entry.damaged && !entry.superseded;
    return new Map(
      declarations
        .filter(isSound)
        .map(({ name, fields }) => [
          name,
          fields.map(({ key, value }) => `${key}=${value}`).join(),
        ]),
    );
  }
  const whole = sound(TABLE);

  test.each(['"', "'", '[', ']', '{', '}', ':', ',', '- ', '#', '&', '*', '\t', '|', '', '!x '])(
    'keeps its other entries wherever %j comes in (nothing: a character is lost)',
    inserted => {
      let kept = 0;
      let all = 0;
      for (let at = starts[0]!; at < TABLE.length; at += 3) {
        const rest = TABLE.slice(inserted === '' ? at + 1 : at);
        const entries = sound(TABLE.slice(0, at) + inserted + rest);
        const own = NAMES[starts.filter(start => start <= at).length - 1];
        for (const name of NAMES) {
          if (name === own) continue;
          all++;
          if (entries.get(name) === whole.get(name)) kept++;
        }
      }
      expect(kept / all).toBeGreaterThan(0.96);
    },
  );

  test.each([
    ['a key without a colon', '  Half\n', 'AB'],
    ['an entry with an open bracket', '  Half: [\n    spec_type: x\n    description: y\n', 'AB'],
    ['an entry with an open quote', '  "Half:\n    spec_type: x\n', 'AB'],
    ['a last field with an open quote', '    job_types: "a\n', 'B'],
    ['a last field without a colon', '    job_types\n', 'B'],
    ['two damaged entries', '  Half: ]\n  More: }\n', 'AB'],
  ])('is judged apart from %s', (_, damage, judged) => {
    const facts = readYamlTable(`step_names:\n  A:\n${ENTRY}${damage}  B:\n${ENTRY}`);
    expect(facts.problems).toMatchObject([{ kind: 'build' }]);
    const declarations = facts.tables[0]!.declarations.filter(({ damaged }) => !damaged);
    expect(declarations.map(({ name }) => name).join('')).toBe(judged);
  });
});
