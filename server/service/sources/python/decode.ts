import type { Span } from '../../text/span.js';
import { StringFlag, type Tokens } from './tokens.js';

/** What a string literal holds. `bytes` have one character per byte. */
export type DecodedString =
  | { readonly kind: 'text' | 'bytes'; readonly value: string }
  | { readonly kind: 'unknown'; readonly reason: UndecodedReason };

export type UndecodedReason =
  | 'formatted' // an f-string or t-string: depends on what its holes hold
  | 'named-character' // \N{...}: would need the Unicode name table
  | 'surrogate' // \ud83d: half a character, for which our strings have no exact equal
  | 'malformed'; // \x, \u or \U without enough digits: Python refuses the file

/** What stands between the quotes; of an unterminated string everything after the opening quotes. */
export function stringBody(tokens: Tokens, index: number): Span {
  const flags = tokens.flags[index]!;
  const quotes = flags & StringFlag.triple ? 3 : 1;
  let start = tokens.start[index]!;
  while (!isQuote(tokens.text.charCodeAt(start))) start++;
  const end = tokens.end[index]!;
  return { start: start + quotes, end: flags & StringFlag.unterminated ? end : end - quotes };
}

/** The value of one string token. A line break inside it is `\n`, however the file ends its lines. */
export function decodeString(tokens: Tokens, index: number): DecodedString {
  const flags = tokens.flags[index]!;
  if (flags & (StringFlag.formatted | StringFlag.template)) return unknown('formatted');
  const { start, end } = stringBody(tokens, index);
  const kind = flags & StringFlag.bytes ? 'bytes' : 'text';
  const source = tokens.text.slice(start, end);
  const body = flags & StringFlag.triple ? withLineFeeds(source) : source;
  if (!(flags & StringFlag.escaped)) return { kind, value: body };
  return resolveEscapes(withLineFeeds(body), kind);
}

/**
 * Resolves the escapes of a literal's text (line breaks already `\n`), as Python does: an unknown escape keeps its backslash.
 * Serves f-strings too, whose literal parts are cut out by their reader.
 */
export function resolveEscapes(body: string, kind: 'text' | 'bytes'): DecodedString {
  const parts: string[] = [];
  let from = 0;
  for (let at = body.indexOf('\\'); at >= 0; at = body.indexOf('\\', from)) {
    parts.push(body.slice(from, at));
    const resolved = oneEscape(body, at + 1, kind);
    if ('reason' in resolved) return unknown(resolved.reason);
    parts.push(resolved.value);
    from = resolved.end;
  }
  parts.push(body.slice(from));
  return { kind, value: parts.join('') };
}

type Escape =
  | { readonly value: string; readonly end: number }
  | { readonly reason: UndecodedReason };

const SIMPLE = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

const OCTAL = /[0-7]{1,3}/y;
const CHARACTER_NAME = /N\{[^}]+\}/y;

function oneEscape(body: string, at: number, kind: 'text' | 'bytes'): Escape {
  const letter = body.charAt(at);
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) return { value: simple, end: at + 1 };
  OCTAL.lastIndex = at;
  const octal = OCTAL.exec(body)?.[0];
  if (octal !== undefined) {
    const code = Number.parseInt(octal, 8);
    return {
      value: String.fromCharCode(kind === 'bytes' ? code & 255 : code),
      end: at + octal.length,
    };
  }
  if (letter === 'x') return hexEscape(body, at + 1, 2);
  if (kind === 'text') {
    if (letter === 'u') return hexEscape(body, at + 1, 4);
    if (letter === 'U') return hexEscape(body, at + 1, 8);
    CHARACTER_NAME.lastIndex = at;
    if (letter === 'N') {
      return { reason: CHARACTER_NAME.test(body) ? 'named-character' : 'malformed' };
    }
  }
  return { value: '\\', end: at };
}

function hexEscape(body: string, start: number, digits: number): Escape {
  const hex = body.slice(start, start + digits);
  if (hex.length < digits || !/^[0-9a-fA-F]+$/.test(hex)) return { reason: 'malformed' };
  const code = Number.parseInt(hex, 16);
  if (code > 0x10ffff) return { reason: 'malformed' };
  if (code >= 0xd800 && code <= 0xdfff) return { reason: 'surrogate' };
  return { value: String.fromCodePoint(code), end: start + digits };
}

/** @returns the text as Python's universal newlines give it to the parser */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function unknown(reason: UndecodedReason): DecodedString {
  return { kind: 'unknown', reason };
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}
