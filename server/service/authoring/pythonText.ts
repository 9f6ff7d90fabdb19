import { isDict, isOpaque, type PyDict, type PyValue } from '../sources/values.js';

/** How a registry file is written: an edit goes on in the same way. */
export interface PythonStyle {
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly newline: '\n' | '\r\n';
}

export const DEFAULT_STYLE: PythonStyle = { indent: '    ', quote: '"', newline: '\n' };

/** A list or dict longer than this is written over several lines. */
const LINE_WIDTH = 88;

/** The style that most of a text has. */
export function styleOf(text: string): PythonStyle {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? DEFAULT_STYLE.indent;
  const double = text.split('"').length;
  const single = text.split("'").length;
  return { newline, indent, quote: single > double ? "'" : '"' };
}

/** A Python string literal in the given quotes. */
export function stringLiteral(text: string, quote: PythonStyle['quote']): string {
  let body = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === quote || character === '\\') body += `\\${character}`;
    else if (character === '\n') body += '\\n';
    else if (character === '\r') body += '\\r';
    else if (character === '\t') body += '\\t';
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
      body += `\\x${code.toString(16).padStart(2, '0')}`;
    } else if ((code >= 0xd800 && code <= 0xdfff) || code === 0x2028 || code === 0x2029) {
      body += `\\u${code.toString(16).padStart(4, '0')}`;
    } else body += character;
  }
  return `${quote}${body}${quote}`;
}

/**
 * A value as a Python literal.
 * @param margin the indentation of the line on which it begins
 * @param room columns that are left on that line
 */
export function valueLiteral(
  value: PyValue,
  style: PythonStyle,
  margin: string,
  room = LINE_WIDTH,
): string {
  if (isOpaque(value) || value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return stringLiteral(value, style.quote);
  const inner = margin + style.indent;
  if (isDict(value)) return dictLiteral(value, style, margin, room);
  const items = (value as readonly PyValue[]).map(item => valueLiteral(item, style, inner));
  const oneLine = `[${items.join(', ')}]`;
  if (oneLine.length <= room && !oneLine.includes('\n')) return oneLine;
  return [`[`, ...items.map(item => `${inner}${item},`), `${margin}]`].join(style.newline);
}

function dictLiteral(value: PyDict, style: PythonStyle, margin: string, room: number): string {
  const inner = margin + style.indent;
  const items = [...value].map(([key, item]) => {
    const head = `${stringLiteral(key, style.quote)}: `;
    const left = LINE_WIDTH - inner.length - head.length - 1;
    return head + valueLiteral(item, style, inner, left);
  });
  const oneLine = `{${items.join(', ')}}`;
  if (oneLine.length <= Math.min(room, LINE_WIDTH / 2) && !oneLine.includes('\n')) return oneLine;
  return ['{', ...items.map(item => `${inner}${item},`), `${margin}}`].join(style.newline);
}

/**
 * One entry of a registry table, over several lines, without the comma behind it and without the margin before it.
 */
export function entryLiteral(
  name: string,
  entry: PyDict,
  style: PythonStyle,
  margin: string,
): string {
  return `${stringLiteral(name, style.quote)}: ${dictLiteral(entry, style, margin, 0)}`;
}
