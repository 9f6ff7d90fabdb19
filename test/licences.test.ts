import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

const PERMISSIVE = new Set([
  'MIT',
  'ISC',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
]);

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

it('every package that is shipped is listed with its licence, and all of them are permissive', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, Locked>;
  };
  const shipped = Object.entries(packages).filter(
    ([path, { dev, devOptional, optional }]) =>
      path.startsWith('node_modules/') && !dev && !devOptional && !optional,
  );
  const rows = shipped.map(([path, { version, license }]) => {
    const name = path.replace(/^.*node_modules\//, '');
    return `| ${name} | ${version} | ${license} |`;
  });
  const listed = read('docs/licences.md')
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| package |'));
  expect(listed.toSorted()).toEqual(rows.toSorted());
  expect(
    shipped.flatMap(([, { license }]) => license ?? '?').filter(is => !PERMISSIVE.has(is)),
  ).toEqual([]);
});
