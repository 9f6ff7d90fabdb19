import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('every line of the threat model names tests that are there', () => {
  const root = new URL('../', import.meta.url);
  const page = readFileSync(new URL('docs/threat-model.md', root), 'utf8');
  const rows = page.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| what'));
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
