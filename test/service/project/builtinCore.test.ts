import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtinCore } from '../../../server/service/project/builtinCore.js';
import { BUILTIN_CORE_DATE } from '../../../server/service/project/builtinSteps.js';
import { readYamlTable } from '../../../server/service/sources/yaml/table.js';

const { file, text } = builtinCore();
const { declarations } = file.facts.tables[0]!;

test('holds the 64 core steps of its day, field by field and in order, but for the descriptions', () => {
  const golden = JSON.parse(
    readFileSync(new URL('../../golden/core_2026_08.json.golden', import.meta.url), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const rows = Object.entries(golden).map(([name, { description: _, ...row }]) => [name, row]);
  expect(rows).toHaveLength(64);
  expect(
    declarations.map(({ name, fields }) => [
      name,
      Object.fromEntries(fields.map(({ key, value }) => [key, value])),
    ]),
  ).toEqual(rows);
});

test('is a file like any other: its facts are what reading its text gives', () => {
  const read = readYamlTable(text);
  expect(read.tables[0]!.declarations).toEqual(declarations);
  expect(read.tables[0]!.nameSpan).toEqual(file.facts.tables[0]!.nameSpan);
  expect(file.facts.lines.lineCount).toBe(text.split('\n').length);
});

test('belongs to nobody, says its date and knows the legacy aliases', () => {
  expect(file.external).toBe(true);
  expect(file.path).toContain(BUILTIN_CORE_DATE);
  expect(file.facts.legacyAliases?.get('MIMSPackaging')).toBe('Package');
  const names = new Set(declarations.map(({ name }) => name));
  for (const [alias, name] of file.facts.legacyAliases!) {
    expect(names).toContain(name);
    expect(names).not.toContain(alias);
  }
  expect(builtinCore().file).toBe(file);
});
