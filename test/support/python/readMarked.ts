import type {
  Declaration,
  Field,
  OpaquePart,
  RegistryTable,
} from '../../../server/service/sources/facts.js';
import { lex } from '../../../server/service/sources/python/lexer.js';
import { readTables, type TableFacts } from '../../../server/service/sources/python/tables.js';
import { isOpaque, type PyValue } from '../../../server/service/sources/values.js';
import type { Span } from '../../../server/service/text/span.js';
import { type MarkedText, unmark } from './markedText.js';

export const REGISTRY_PATH = 'ws/ann/src/cursus_dev/registry/workspace_registry.py';

/** Reads a marked registry; `modules` are the texts beside it by path without extension, relative to `ws/ann/src/cursus_dev`. */
export function readMarked(
  marked: string,
  modules: Readonly<Record<string, string>> = {},
): MarkedText & { facts: TableFacts } {
  const known = new Map(
    Object.entries(modules).map(([path, text]) => [`ws/ann/src/cursus_dev/${path}`, text]),
  );
  const { text, spans } = unmark(marked);
  const facts = readTables(lex(text), REGISTRY_PATH, {
    text: path => known.get(path),
    absent: path => !known.has(path),
  });
  return { text, spans, facts };
}

export function tableOf({ tables }: TableFacts, name = 'LOCAL_STEPS'): RegistryTable {
  const table = tables.find(candidate => candidate.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

export function declarationOf(table: RegistryTable, name: string): Declaration {
  const declaration = table.declarations.find(candidate => candidate.name === name);
  if (declaration === undefined) throw new Error(`no declaration ${name}`);
  return declaration;
}

export function fieldOf(declaration: Declaration, key: string): Field {
  const field = declaration.fields.find(candidate => candidate.key === key);
  if (field === undefined) throw new Error(`no field ${key}`);
  return field;
}

/** The values of a table as plain objects; what is not known is `?reason`. */
export function valuesOf(table: RegistryTable): Record<string, unknown> {
  return Object.fromEntries(
    table.declarations
      .filter(declaration => !declaration.superseded)
      .map(({ name, shape, raw, fields }) => [
        name,
        shape === 'entry'
          ? Object.fromEntries(fields.map(({ key, value }) => [key, plain(value)]))
          : plain(raw ?? null),
      ]),
  );
}

export function plain(value: PyValue): unknown {
  if (isOpaque(value)) return `?${value.reason}`;
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

/** What is not known, as `path: reason`. */
export function opaqueOf({ opaque }: { opaque: readonly OpaquePart[] }): string[] {
  return opaque.map(({ path, reason }) => `${path.join('.')}: ${reason}`);
}

/** The labels of the spans that a chain leads through, or the path of another module. */
export function chainLabels(
  via: readonly { readonly path?: string; readonly span: Span }[] | undefined,
  spans: Readonly<Record<string, Span>>,
): string[] {
  return (via ?? []).map(({ path, span }) => {
    if (path !== undefined) return path.split('/').at(-1)!;
    const found = Object.entries(spans).find(
      ([, other]) => other.start === span.start && other.end === span.end,
    );
    return found?.[0] ?? `${span.start}-${span.end}`;
  });
}
