import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as library from '../../../server/registry.js';

interface Row {
  readonly documentName: string;
  readonly ours: string;
  readonly file: string;
  readonly title: string;
}

const PAGE = new URL('../../../docs/functions.md', import.meta.url);
const page = readFileSync(PAGE, 'utf8');

const rows: readonly Row[] = [
  ...page.matchAll(/^\| `([^`]+)` \| `([^`]+)` \| \[[^\]]+\]\(([^)]+)\): (.+) \|$/gm),
].map(([, documentName, ours, file, title]) => ({
  documentName: documentName!,
  ours: ours!,
  file: file!,
  title: title!,
}));

const excused = [...page.matchAll(/^\| `([^`]+)` \| ([^`[].*) \|$/gm)];

/** Whether the package exports a name, or a method of a class that it exports. */
function exists(name: string): boolean {
  const [owner, method] = name.split('.') as [string, string?];
  const exported: unknown = (library as Readonly<Record<string, unknown>>)[owner];
  if (method === undefined) return exported !== undefined;
  return (
    typeof exported === 'function' &&
    typeof (exported.prototype as Readonly<Record<string, unknown>>)[method] === 'function'
  );
}

/** The source text of a test file holds titles with quotes escaped. */
function hasTest(file: string, title: string): boolean {
  const url = new URL(file, PAGE);
  if (!existsSync(url)) return false;
  const source = readFileSync(url, 'utf8');
  return [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`].some(quoted =>
    source.includes(quoted),
  );
}

describe('the table of functions', () => {
  it('is read as a whole', () => {
    const lines = page.split('\n').filter(line => line.startsWith('| `'));
    expect(rows.length + excused.length).toBe(lines.length);
    expect(rows.length).toBeGreaterThan(100);
  });

  it.each(rows.map(row => [row.documentName, row] as const))('%s', (_, { ours, file, title }) => {
    expect(exists(ours), `${ours} is exported`).toBe(true);
    expect(hasTest(file, title), `${file} tests '${title}'`).toBe(true);
  });

  it('names each function once', () => {
    const names = [...rows.map(row => row.documentName), ...excused.map(([, name]) => name)];
    expect(new Set(names).size).toBe(names.length);
  });

  it('leaves no method of the manager out', () => {
    const documented = new Set(rows.map(row => row.ours));
    const prototypes = [];
    for (
      let prototype: object = library.UnifiedRegistryManager.prototype;
      prototype !== Object.prototype;
      prototype = Object.getPrototypeOf(prototype) as object
    ) {
      prototypes.push(prototype);
    }
    const own = new Set(['constructor', 'listing', 'era']);
    const methods = prototypes
      .flatMap(prototype => Object.getOwnPropertyNames(prototype))
      .filter(name => !own.has(name));
    const missing = methods.filter(
      name => !documented.has(`UnifiedRegistryManager.${name}`) && !documented.has(name),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});
