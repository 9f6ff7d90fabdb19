import { isTestPath } from '../../../server/service/project/layout.js';
import type { Span } from '../../../server/service/text/span.js';
import type { Texts } from '../../support/projectText.js';

/** A piece of text that a pattern found; nothing of our own reading is asked. */
export interface Site extends Span {
  readonly path: string;
  readonly text: string;
}

/** An entry of a Python table, written as everybody writes them: key and closing brace at four columns. */
export interface EntrySite extends Site {
  readonly table: string;
  readonly key: Site;
  readonly fields: ReadonlyMap<string, FieldSite>;
}

export interface FieldSite {
  /** Of a string: without its quotes. */
  readonly value: Site;
  /** The lines of the field, with their end. */
  readonly line: Site;
}

const TABLE = /^(LOCAL_STEPS|STEP_OVERRIDES|STEP_NAMES)\b[^\n]*= \{\n([\s\S]*?)^\}/gm;
const ENTRY = /^ {4}["'](\w+)["']: \{[^\n]*\n([\s\S]*?)^ {4}\},?[^\n]*\n/gm;
const FIELD = /^ {8}["'](\w+)["']: (?:["']([^"'\n]*)["']|([^\n]*?)),?[^\S\n]*(?:#[^\n]*)?\n/gm;

/** @param isWanted which tables are looked at, by path */
export function entriesIn(texts: Texts, isWanted: (path: string) => boolean): EntrySite[] {
  return pathsOf(texts, isWanted).flatMap(path =>
    [...texts[path]!.matchAll(TABLE)].flatMap(table => {
      const tableStart = table.index + table[0].indexOf('{\n') + 2;
      return [...table[2]!.matchAll(ENTRY)].map(entry => {
        const start = tableStart + entry.index;
        const bodyStart = start + entry[0].indexOf('{') + 1;
        return {
          ...siteAt(path, start, entry[0]),
          table: table[1]!,
          key: siteAt(path, start + 5, entry[1]!),
          fields: fieldsIn(path, bodyStart, entry[0].slice(entry[0].indexOf('{') + 1)),
        };
      });
    }),
  );
}

function fieldsIn(path: string, start: number, body: string): Map<string, FieldSite> {
  return new Map(
    [...body.matchAll(FIELD)].map(field => {
      const isText = field[2] !== undefined;
      const text = field[2] ?? field[3]!;
      const valueAt = field[0].indexOf(': ') + (isText ? 3 : 2);
      const at = start + field.index;
      return [
        field[1]!,
        { value: siteAt(path, at + valueAt, text), line: siteAt(path, at, field[0]) },
      ];
    }),
  );
}

/** What the first group of a pattern caught, in every file of that kind. */
export function matchesIn(
  texts: Texts,
  isWanted: (path: string, text: string) => boolean,
  pattern: RegExp,
): Site[] {
  return pathsOf(texts, path => isWanted(path, texts[path]!)).flatMap(path =>
    [...texts[path]!.matchAll(pattern)].map(match =>
      siteAt(path, match.index + match[0].lastIndexOf(match[1]!), match[1]!),
    ),
  );
}

function pathsOf(texts: Texts, isWanted: (path: string) => boolean): string[] {
  return Object.keys(texts)
    .filter(path => !isTestPath(path) && isWanted(path))
    .sort();
}

function siteAt(path: string, start: number, text: string): Site {
  return { path, start, end: start + text.length, text };
}
