import type { Declaration, RegistryTable } from '../sources/facts.js';
import type { PyDict } from '../sources/values.js';
import type { Span } from '../text/span.js';
import { entryLiteral, styleOf } from './pythonText.js';

/** One replacement in a text, in offsets of the text before all edits. */
export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

/** Applies changes that do not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = text;
  for (const change of [...changes].sort((a, b) => b.span.start - a.span.start)) {
    result = result.slice(0, change.span.start) + change.text + result.slice(change.span.end);
  }
  return result;
}

function lineMargin(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))![0];
}

/** The offset behind the last thing before `offset` that is neither blank nor comment, and whether it is a comma. */
function lastCodeBefore(
  text: string,
  from: number,
  offset: number,
): { end: number; comma: boolean } {
  let end = from;
  for (const line of text.slice(from, offset).matchAll(/[^\r\n]+/g)) {
    const code = stripComment(line[0]).trimEnd();
    if (code.trim() !== '') end = from + line.index + code.length;
  }
  return { end, comma: text[end - 1] === ',' };
}

/** Cuts a trailing comment. Only called on the text behind the last entry, where no string can stand. */
function stripComment(line: string): string {
  const hash = line.indexOf('#');
  return hash < 0 ? line : line.slice(0, hash);
}

/**
 * Adds an entry at the end of a table that is one dict literal, in the style of its neighbours.
 * @returns undefined where the table is no literal that could take an entry
 */
export function insertEntry(
  text: string,
  table: RegistryTable,
  name: string,
  entry: PyDict,
): readonly TextChange[] | undefined {
  const close = table.span.end - 1;
  if (text[table.span.start] !== '{' || text[close] !== '}') return undefined;
  const style = styleOf(text);
  const last = table.declarations.filter(each => each.span.end <= close).at(-1);
  const outer = lineMargin(text, text.lastIndexOf('\n', table.span.start) + 1 || table.span.start);
  const margin =
    last !== undefined && startsLine(text, last)
      ? lineMargin(text, last.span.start)
      : outer + style.indent;
  const literal = entryLiteral(name, entry, style, margin);
  if (last === undefined) {
    const { end } = lastCodeBefore(text, table.span.start, close);
    const keep = text.slice(end, close).trim() === '' ? '' : text.slice(end, close).trimEnd();
    return [
      {
        span: { start: end, end: close },
        text: `${keep}${style.newline}${margin}${literal},${style.newline}${outer}`,
      },
    ];
  }
  const { end, comma } = lastCodeBefore(text, last.span.end, close);
  const changes: TextChange[] = [];
  if (!comma) changes.push({ span: { start: end, end }, text: ',' });
  const tail = text.slice(end, close).trimEnd();
  changes.push({
    span: { start: end + tail.length, end: close },
    text: `${style.newline}${margin}${literal},${style.newline}${outer}`,
  });
  return changes;
}

function startsLine(text: string, declaration: Declaration): boolean {
  const { start } = declaration.span;
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}

/** Removes an entry with its comma, its own line break and the comment lines right above it. */
export function removeEntry(text: string, declaration: Declaration): TextChange {
  let { start, end } = declaration.span;
  const comma = /^[ \t]*,/.exec(text.slice(end));
  if (comma !== null) end += comma[0].length;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(#[^\r\n]*)?(\r\n|\n|\r|$)/.exec(text.slice(end));
  if (text.slice(lineStart, start).trim() !== '' || rest === null) {
    const blank = /^[ \t]+/.exec(text.slice(end));
    return { span: { start, end: end + (blank?.[0].length ?? 0) }, text: '' };
  }
  start = lineStart;
  for (;;) {
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    if (start === 0 || !/^[ \t]*#/.test(text.slice(previous, start))) break;
    start = previous;
  }
  return { span: { start, end: end + rest[0].length }, text: '' };
}
