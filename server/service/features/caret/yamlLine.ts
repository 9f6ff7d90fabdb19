import type { LineIndex } from '../../text/span.js';

/** The parts of one line of block YAML, read on its own; columns count UTF-16 characters. */
export interface YamlLine {
  readonly text: string;
  /** Offset of the line's first character. */
  readonly start: number;
  /** Blank, or nothing but a comment. */
  readonly empty: boolean;
  /** Columns of the `-` that open the line. */
  readonly dashes: readonly number[];
  /** Column of what follows indentation and dashes. */
  readonly column: number;
  readonly key?: YamlKey;
  /** Column at which a comment starts, else the length of the line. */
  readonly end: number;
}

export interface YamlKey {
  readonly name: string;
  /** Columns of the name, without quotes. */
  readonly start: number;
  readonly end: number;
  readonly quote: '' | '"' | "'";
  /** Column behind the colon. */
  readonly after: number;
  /** Column of the value, or `after` where there is none. */
  readonly value: number;
}

/** The line as it stands in the text, without its line end. */
export function yamlLine(text: string, lines: LineIndex, number: number): YamlLine {
  const start = lines.lineStart(number);
  const line = text.slice(start, lines.lineStart(number + 1)).replace(/[\r\n]+$/, '');
  const dashes: number[] = [];
  let column = blanks(line, 0);
  while (line[column] === '-' && (column + 1 === line.length || isBlank(line[column + 1]!))) {
    dashes.push(column);
    column = blanks(line, column + 1);
  }
  const end = commentStart(line, column);
  const key = keyAt(line, column, end);
  const empty = dashes.length === 0 && line.slice(0, end).trim() === '';
  const parts = { text: line, start, empty, dashes, column, end };
  return key === undefined ? parts : { ...parts, key };
}

function keyAt(line: string, column: number, end: number): YamlKey | undefined {
  const first = line[column];
  if (first === undefined || '[{#|>&*!%@`'.includes(first)) return undefined;
  if (first === '"' || first === "'") {
    const close = closingQuote(line, column);
    if (close === undefined) return undefined;
    const colon = blanks(line, close + 1);
    if (!isColon(line, colon)) return undefined;
    return key(line, column + 1, close, first, colon);
  }
  for (let i = column; i < end; i++) {
    if (isColon(line, i))
      return key(line, column, column + line.slice(column, i).trimEnd().length, '', i);
  }
  return undefined;
}

function key(
  line: string,
  start: number,
  end: number,
  quote: YamlKey['quote'],
  colon: number,
): YamlKey {
  const value = blanks(line, colon + 1);
  return {
    name: line.slice(start, end),
    start,
    end,
    quote,
    after: colon + 1,
    value: value < line.length && line[value] !== '#' ? value : colon + 1,
  };
}

function isColon(line: string, i: number): boolean {
  return line[i] === ':' && (i + 1 === line.length || isBlank(line[i + 1]!));
}

/** @returns the column of the quote that closes the one at `open`; undefined where the line ends first. */
export function closingQuote(line: string, open: number): number | undefined {
  const quote = line[open];
  for (let i = open + 1; i < line.length; i++) {
    if (line[i] === '\\' && quote === '"') i++;
    else if (line[i] === quote && quote === "'" && line[i + 1] === "'") i++;
    else if (line[i] === quote) return i;
    else if (line[i] === '\n' || line[i] === '\r') return undefined;
  }
  return undefined;
}

/** A `#` opens a comment at the start or behind a blank, but not within quotes. */
function commentStart(line: string, from: number): number {
  for (let i = from; i < line.length; i++) {
    const char = line[i]!;
    const opensToken = i === from || isBlank(line[i - 1]!) || '[{,:'.includes(line[i - 1]!);
    if ((char === '"' || char === "'") && opensToken) {
      const close = closingQuote(line, i);
      if (close === undefined) return line.length;
      i = close;
    } else if (char === '#' && (i === 0 || isBlank(line[i - 1]!))) {
      return i;
    }
  }
  return line.length;
}

export function isBlank(char: string): boolean {
  return char === ' ' || char === '\t';
}

function blanks(line: string, from: number): number {
  let i = from;
  while (i < line.length && isBlank(line[i]!)) i++;
  return i;
}
