import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VSIX } from './openVsCode.js';
import { zipEntries } from './zipEntries.js';

const packed = readFileSync(VSIX);
const sizes = new Map(
  zipEntries(packed).map(({ name, size }) => [name.replace(/^extension\//, ''), size]),
);
const KILOBYTE = 1000;

function sizeOf(name: string): number {
  const size = sizes.get(name);
  if (size === undefined) throw new Error(`${name} is not packed`);
  return size;
}

test('nothing is packed that a user does not need', () => {
  const expected = [
    /^\[Content_Types\]\.xml$/,
    /^extension\.vsixmanifest$/,
    /^package(\.nls)?\.json$/,
    /^(readme|changelog)\.md$/i,
    /^LICENSE\.txt$/,
    /^dist\/(client|session|server|engine(-\w+)?|messages|protocol)\.js$/,
    /^client\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
    /^client\/media\/(icon\.png|steps\.svg|walkthrough\/\w+\.(md|png))$/,
    /^docs\/((cli|differences|functions|licences|rules)\.md|images\/[\w-]+\.png)$/,
    /^syntaxes\/(schemas\/)?[\w.-]+\.json$/,
  ];
  const surplus = [...sizes.keys()].filter(name => !expected.some(form => form.test(name)));
  expect(surplus).toEqual([]);
});

test('what the manifest contributes is packed', () => {
  const { main, icon, contributes } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const named = [
    ...JSON.stringify({ main, icon, contributes }).matchAll(
      /"(?:\.\/)?((?:client|dist|syntaxes)\/[^"*]+\.\w+)"/g,
    ),
  ];
  expect(named.length).toBeGreaterThan(10);
  expect(named.map(([, path]) => path ?? '').filter(path => !sizes.has(path))).toEqual([]);
});

test('the links of the README lead somewhere', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '');
  expect(links.length).toBeGreaterThan(2);
  expect(links.filter(path => !sizes.has(path))).toEqual([]);
});

/** A file of the server with all that it loads at once: parts that wait for their first use are left out. */
function loadedWith(path: string, loaded = new Set<string>()): readonly string[] {
  if (loaded.has(path)) return [...loaded];
  loaded.add(path);
  const code = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  for (const [, name] of code.matchAll(/(?<!waiting\(\(\)=>)require\("\.\/([^"]+)"\)/g)) {
    loadedWith(`dist/${name}`, loaded);
  }
  return [...loaded];
}

function total(paths: readonly string[]): number {
  return paths.map(sizeOf).reduce((sum, size) => sum + size);
}

test('the bundles do not grow', () => {
  // docs/capacity.md says what it consists of, and what follows with the first Python registry.
  const atStart = loadedWith('dist/server.js');
  expect(atStart.length).toBeGreaterThan(2);
  expect(total(atStart)).toBeLessThanOrEqual(600 * KILOBYTE);
  const server = [...sizes.keys()].filter(path =>
    /^dist\/(?:server|messages|protocol|engine.*)\.js$/.test(path),
  );
  expect(total(server)).toBeLessThanOrEqual(970 * KILOBYTE);
  expect(sizeOf('dist/client.js') + sizeOf('dist/session.js')).toBeLessThanOrEqual(500 * KILOBYTE);
});

test('an unrelated Python project loads a stub only', () => {
  expect(sizeOf('dist/client.js')).toBeLessThanOrEqual(40 * KILOBYTE);
});

test('the packed extension is small', () => {
  expect(packed.length).toBeLessThanOrEqual(600 * KILOBYTE);
});
