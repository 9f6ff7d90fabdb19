import { expect, test } from 'vitest';
import { readSource } from '../../../../server/service/sources/index.js';

const ROLE = { kind: 'workspace-registry', directory: 'ann', root: 'ann' } as const;

/** The steps of a registry with the values of their fields, and what is said against it. */
function read(text: string) {
  const path = 'ann/src/cursus_dev/registry/workspace_registry.py';
  const { tables, problems } = readSource({ path, role: ROLE, text });
  const steps = tables.flatMap(table =>
    table.declarations.map(({ name, fields }) =>
      [`${table.name}.${name}`, ...fields.map(({ key, value }) => `${key}=${value}`)].join(' '),
    ),
  );
  return { steps, problems: problems.map(({ message }) => message) };
}

test.each([
  ['a byte order mark', '\ufeffLOCAL_STEPS = {"A": {"f": 1}}\n', ['LOCAL_STEPS.A f=1']],
  [
    'carriage returns alone',
    'LOCAL_STEPS = {\r  "A": {"f": 1},\r}\rSTEP_OVERRIDES = {"B": {}}\r',
    ['LOCAL_STEPS.A f=1', 'STEP_OVERRIDES.B'],
  ],
  [
    'line ends of all kinds',
    'LOCAL_STEPS = {\r\n  "A": {"f": """x\r\ny\rz\n"""},\r  "B": {},\n}\r\nSTEP_OVERRIDES = {"C": {}}\r',
    ['LOCAL_STEPS.A f=x\ny\nz\n', 'LOCAL_STEPS.B', 'STEP_OVERRIDES.C'],
  ],
  [
    'form feeds',
    '\fLOCAL_STEPS = {\f"A": {"f": 1}}\n\f\nSTEP_OVERRIDES = {}\nif True:\n\f    STEP_OVERRIDES["B"] = {}\n    \fSTEP_OVERRIDES["C"] = {}\n',
    ['LOCAL_STEPS.A f=1', 'STEP_OVERRIDES.B', 'STEP_OVERRIDES.C'],
  ],
  [
    'tabs',
    'LOCAL_STEPS = {}\nif True:\n\tLOCAL_STEPS["A"] = {}\n\tif True:\n\t    LOCAL_STEPS["B"] = {"f": "a\tb"}\n',
    ['LOCAL_STEPS.A', 'LOCAL_STEPS.B f=a\tb'],
  ],
  [
    'line separators in strings that end no line of Python',
    'LOCAL_STEPS = {"A": {"f": "a\u0085b\u2028c\u2029d"}}\n',
    ['LOCAL_STEPS.A f=a\u0085b\u2028c\u2029d'],
  ],
  [
    'continued lines and no end of the last one',
    '# x \\\nLOCAL_STEPS \\\n  = \\\r\n {"A": {"f": 1}}',
    ['LOCAL_STEPS.A f=1'],
  ],
  [
    'one name in two forms of its letters',
    'fix = "a"\nﬁx = "b"\nLOCAL_STEPS = {"A": {"f": fix, "g": ﬁx}, "ﬁ": dict(ﬁ=1)}\n',
    ['LOCAL_STEPS.A f=b g=b', 'LOCAL_STEPS.ﬁ fi=1'],
  ],
  [
    'halves of surrogate pairs in strings',
    'LOCAL_STEPS = {"A\ud800": {"f": "\udc00x"}}\n',
    ['LOCAL_STEPS.A\ud800 f=\udc00x'],
  ],
])('%s', (_, text, steps) => {
  expect(read(text)).toEqual({ steps, problems: [] });
});

test.each([
  ['NUL in a string', '"B": {"f": "\0"},', ['NUL']],
  ['half of a surrogate pair in a name', '"B": x\ud800,', ['U+D800']],
  ['a byte order mark in the middle', '"B": {},\ufeff', ['U+FEFF']],
  ['a blank that does not break', '"B":\u00a0{},', ['U+00A0']],
  ['quotes of a word processor', '“B”: {"f": 1},', ['U+201C', 'U+201D']],
])('what Python refuses costs its own place alone: %s', (_, damage, messages) => {
  const { steps, problems } = read(
    `LOCAL_STEPS = {"A": {"f": 1},\n${damage}\n"C": {}}\nSTEP_OVERRIDES = {"D": {"g": 2}}\n`,
  );
  expect(steps).toEqual(
    expect.arrayContaining(['LOCAL_STEPS.A f=1', 'LOCAL_STEPS.C', 'STEP_OVERRIDES.D g=2']),
  );
  expect(problems).toEqual(messages.map(message => expect.stringContaining(message)));
});

test('tabs and blanks that Python cannot compare are said, and the table is read', () => {
  const { steps, problems } = read(
    'LOCAL_STEPS = {}\nif True:\n\tLOCAL_STEPS["A"] = {}\n        LOCAL_STEPS["B"] = {}\n',
  );
  expect(steps).toEqual(['LOCAL_STEPS.A', 'LOCAL_STEPS.B']);
  expect(problems).toEqual([expect.stringContaining('tabs and blanks')]);
});
