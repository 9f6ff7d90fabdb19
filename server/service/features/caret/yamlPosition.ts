import type { LineIndex, Span } from '../../text/span.js';
import type { Quoting } from './quoting.js';
import { flowPosition, plainEnd } from './yamlFlow.js';
import { closingQuote, type YamlLine, yamlLine } from './yamlLine.js';

/** An item of a sequence, in a path. */
export const ITEM = 0;
export type YamlPath = readonly (string | typeof ITEM)[];

/** Where the caret is in a YAML text that may be half typed. */
export interface YamlPosition {
  /** Of a key: the path of the mapping that holds it. Of a value: the path to it, its key included. */
  readonly path: YamlPath;
  readonly at: 'key' | 'value';
  readonly span: Span;
  readonly quoting: Quoting;
  /** Of a key: a colon follows. */
  readonly hasValue: boolean;
  /** Keys of the same mapping or items of the same sequence, the one at the caret left out. */
  present(): readonly string[];
}

/** How many lines are looked at on either side of the caret for siblings. */
const SIBLING_LINES = 2_000;

/** @returns undefined in comments, block scalars and behind complete values. */
export function yamlPosition(
  text: string,
  lines: LineIndex,
  offset: number,
): YamlPosition | undefined {
  const number = lines.lineOf(offset);
  const line = yamlLine(text, lines, number);
  const column = offset - line.start;
  if (column > line.end || (column === line.end && line.end < line.text.length)) return undefined;

  const { key } = line;
  if (key !== undefined && column >= key.after) {
    const path = pathOf(text, lines, number, line.column, line);
    return path && value(text, lines, line, number, key.value, offset, [...path, key.name]);
  }
  const open = enclosingFlow(text, lines, number, line);
  if (open !== undefined) return flow(text, open.start, offset, open.path);
  if (!line.empty && column < line.column && column > (line.dashes[0] ?? 0)) return undefined;

  const isItem = line.dashes.length > 0 && column > line.dashes.at(-1)!;
  const at = line.empty || column < line.column ? column : line.column;
  const parent = pathOf(text, lines, number, at, isItem ? line : undefined);
  if (parent === undefined) return undefined;
  if (key !== undefined) {
    if (column < key.start || column > key.end) return undefined;
    const span = { start: line.start + key.start, end: line.start + key.end };
    const present = () => siblings(text, lines, number, line.column, 'key');
    return {
      path: parent,
      at: 'key',
      span,
      quoting: scalarQuoting(key.quote),
      hasValue: true,
      present,
    };
  }
  if (isItem) return value(text, lines, line, number, line.column, offset, parent);
  const span = wordSpan(line, at, offset);
  if (span === undefined) return undefined;
  const present = () => siblings(text, lines, number, at, 'key');
  return { path: parent, at: 'key', span, quoting: scalarQuoting(''), hasValue: false, present };
}

function value(
  text: string,
  lines: LineIndex,
  line: YamlLine,
  number: number,
  from: number,
  offset: number,
  path: YamlPath,
): YamlPosition | undefined {
  const start = line.start + from;
  const first = text[start] ?? '';
  const end = line.start + line.end;
  if (offset < start || ('|>*&!'.includes(first) && first !== '' && start < end)) return undefined;
  if ((first === '[' || first === '{') && start < end) return flow(text, start, offset, path);
  const present = () =>
    path.at(-1) === ITEM ? siblings(text, lines, number, line.dashes.at(-1)!, 'item') : [];
  const rest = { path, at: 'value' as const, hasValue: false, present };
  if (start < end && (first === '"' || first === "'")) {
    if (offset === start) return undefined;
    const scalar = quoted(text, start, offset);
    return scalar && { ...rest, ...scalar };
  }
  const span = wordSpan(line, from, offset);
  if (span === undefined) return undefined;
  const isGlued = text[span.start - 1] === ':' || text[span.start - 1] === '-';
  const quoting = scalarQuoting('');
  return { ...rest, span, quoting: isGlued ? { ...quoting, before: ' ' } : quoting };
}

function flow(
  text: string,
  from: number,
  offset: number,
  path: YamlPath,
): YamlPosition | undefined {
  const position = flowPosition(text, from, offset);
  const innermost = position.frames.at(-1);
  if (innermost === undefined) return undefined;
  const inner: YamlPath = position.frames.flatMap<string | typeof ITEM>(frame =>
    frame.kind === 'list' ? [ITEM] : frame.key === undefined ? [] : [frame.key],
  );
  const scalar =
    position.quote === ''
      ? {
          span: { start: position.start, end: trimmedEnd(text, position.start, offset) },
          quoting: scalarQuoting(''),
        }
      : quoted(text, position.start - 1, offset);
  if (scalar === undefined) return undefined;
  const isKey = innermost.kind === 'map' && innermost.key === undefined;
  const behind = text.slice(scalar.span.end + (position.quote === '' ? 0 : 1)).match(/^[ \t]*:/);
  return {
    path: [...path, ...inner],
    at: isKey ? 'key' : 'value',
    hasValue: isKey && behind !== null,
    present: () => innermost.present,
    ...scalar,
  };
}

/** The word at the caret, up to a comment; undefined where the caret stands behind it. */
function wordSpan(line: YamlLine, from: number, offset: number): Span | undefined {
  const word = line.text.slice(from, line.end).trimEnd();
  const start = line.start + from;
  if (word === '') return { start: Math.max(start, offset), end: Math.max(start, offset) };
  return offset <= start + word.length ? { start, end: start + word.length } : undefined;
}

function quoted(
  text: string,
  open: number,
  offset: number,
): { readonly span: Span; readonly quoting: Quoting } | undefined {
  const quote = text[open] as '"' | "'";
  const close = closingQuote(text, open);
  if (close !== undefined) {
    if (offset > close) return undefined;
    return { span: { start: open + 1, end: close }, quoting: scalarQuoting(quote) };
  }
  const word = /^[\w-]*/.exec(text.slice(offset))![0];
  const span = { start: open + 1, end: offset + word.length };
  return { span, quoting: { ...scalarQuoting(quote), after: quote } };
}

function trimmedEnd(text: string, start: number, offset: number): number {
  const end = start + text.slice(start, plainEnd(text, start)).trimEnd().length;
  return Math.max(end, offset);
}

function scalarQuoting(quote: '' | '"' | "'"): Quoting {
  const style = quote === '' ? 'yaml-plain' : quote === '"' ? 'yaml-double' : 'yaml-single';
  return { style, before: '', after: '', quote };
}

/**
 * The keys and items around a column of a line, outermost first.
 * @param own the line itself, where its dashes hold the column
 * @returns undefined within a block scalar
 */
function pathOf(
  text: string,
  lines: LineIndex,
  number: number,
  column: number,
  own: YamlLine | undefined,
): YamlPath | undefined {
  const path: (string | typeof ITEM)[] = [];
  let limit = column;
  let sameColumn = false;
  const takeDashes = (line: YamlLine): void => {
    for (const dash of line.dashes.toReversed()) {
      if (dash >= limit) continue;
      path.push(ITEM);
      limit = dash;
      sameColumn = true;
    }
  };
  if (own !== undefined) takeDashes(own);
  for (let n = number - 1; n >= 0 && (limit > 0 || sameColumn); n--) {
    const line = yamlLine(text, lines, n);
    if (line.empty) continue;
    const { key } = line;
    const holds = line.column < limit || (sameColumn && line.column === limit);
    if (key !== undefined && holds) {
      if (/^[|>]/.test(line.text.slice(key.value))) return undefined;
      path.push(key.name);
      limit = line.column;
      sameColumn = false;
    }
    takeDashes(line);
  }
  return path.reverse();
}

/** A flow collection that was opened on a line above and not closed before this one. */
function enclosingFlow(
  text: string,
  lines: LineIndex,
  number: number,
  line: YamlLine,
): { readonly start: number; readonly path: YamlPath } | undefined {
  for (let n = number - 1; n >= 0 && n >= number - 200; n--) {
    const above = yamlLine(text, lines, n);
    if (above.empty) continue;
    const from = above.key?.value ?? above.column;
    const opens = above.text[from] === '[' || above.text[from] === '{';
    if (opens && above.key?.value !== above.key?.after) {
      const start = above.start + from;
      const { frames } = flowPosition(text, start, line.start);
      if (frames.length === 0) return undefined;
      const holder = above.key?.start ?? above.column;
      const path = pathOf(text, lines, n, holder, above);
      return path && { start, path: above.key === undefined ? path : [...path, above.key.name] };
    }
    if (above.key !== undefined && above.column < line.column) return undefined;
  }
  return undefined;
}

function siblings(
  text: string,
  lines: LineIndex,
  number: number,
  column: number,
  of: 'key' | 'item',
): string[] {
  const found: string[] = [];
  const take = (line: YamlLine): boolean => {
    if (line.empty) return true;
    if (of === 'item') {
      const isItem = line.dashes.includes(column);
      if (isItem && line.key === undefined) found.push(scalarText(line));
      return isItem || (line.dashes[0] ?? line.column) > column;
    }
    if (line.column === column && line.key !== undefined) found.push(line.key.name);
    return (line.dashes[0] ?? line.column) >= column;
  };
  for (let n = number - 1; n >= 0 && n >= number - SIBLING_LINES; n--) {
    const line = yamlLine(text, lines, n);
    const goesOn = take(line);
    if (!goesOn) break;
  }
  for (let n = number + 1; n < lines.lineCount && n <= number + SIBLING_LINES; n++) {
    const line = yamlLine(text, lines, n);
    if (of === 'key' && line.dashes.length > 0 && line.dashes[0]! < column) break;
    if (!take(line)) break;
  }
  return found;
}

function scalarText(line: YamlLine): string {
  const scalar = line.text.slice(line.column, line.end).trim();
  return /^(["']).*\1$/.test(scalar) ? scalar.slice(1, -1) : scalar;
}
