import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROTECTIONS } from './mutation/protections.mjs';

const root = new URL('../', import.meta.url);
const page = readFileSync(new URL('docs/threat-model.md', root), 'utf8');
const rows = page.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| what'));

it('every line of the threat model names tests that are there', () => {
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const named = [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path!.replace(/\*$/, ''));
    expect(named, row).not.toEqual([]);
    expect(
      named.filter(path => !existsSync(new URL(path, root))),
      row,
    ).toEqual([]);
  }
});

it('every line of the threat model has a protection that can be taken out where it stands', () => {
  for (const row of rows) {
    expect(
      PROTECTIONS.filter(({ threat }) => row.startsWith(`| ${threat}`)).length,
      row,
    ).toBeGreaterThan(0);
  }
  for (const { threat, file, protects, tests } of PROTECTIONS) {
    const row = rows.find(line => line.startsWith(`| ${threat}`))!;
    expect(readFileSync(new URL(file, root), 'utf8').split(protects), file).toHaveLength(2);
    for (const test of tests) {
      const isNamed = [...row.matchAll(/`(test\/[^`]+)`/g)].some(([, path]) =>
        test.startsWith(path!.replace(/\*$/, '')),
      );
      expect(isNamed, `${test} of: ${row}`).toBe(true);
    }
  }
});
