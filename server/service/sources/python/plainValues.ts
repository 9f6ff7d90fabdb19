import { flatten } from '../../text/flatten.js';
import { Opaque, type PyValue } from '../values.js';
import { decodeString } from './decode.js';
import { Bracket, TokenKind, type Tokens, tokenIs, tokenText } from './tokens.js';

/** A value read from tokens, and the index of the token behind it. */
export interface ReadValue {
  readonly value: PyValue;
  readonly next: number;
}

/**
 * Reads a value of a plain literal (see parsing/plainLiterals.ts) straight from its tokens. Strings have characters of their
 * own, so that the text is not kept alive.
 */
export function readPlainValue(tokens: Tokens, first: number): ReadValue {
  const at = skipComments(tokens, first);
  switch (tokens.kind[at]) {
    case TokenKind.string:
      return readStrings(tokens, at);
    case TokenKind.number:
      return { value: numberOf(tokenText(tokens, at)), next: skipComments(tokens, at + 1) };
    case TokenKind.operator: {
      const { value, next } = readPlainValue(tokens, at + 1);
      return { value: typeof value === 'number' ? -value : value, next };
    }
    case TokenKind.open: {
      const value =
        tokens.flags[at] === Bracket.curly ? readDict(tokens, at) : readSequence(tokens, at);
      return { value, next: skipComments(tokens, tokens.match[at]! + 1) };
    }
    default: {
      const value = tokenIs(tokens, at, 'None') ? null : tokenIs(tokens, at, 'True');
      return { value, next: skipComments(tokens, at + 1) };
    }
  }
}

export function skipComments({ kind }: Tokens, from: number): number {
  let at = from;
  while (kind[at] === TokenKind.comment) at++;
  return at;
}

function readStrings(tokens: Tokens, first: number): ReadValue {
  let text = '';
  let opaque: Opaque | undefined;
  let at = first;
  while (tokens.kind[at] === TokenKind.string) {
    const decoded = decodeString(tokens, at);
    if (decoded.kind === 'text') text += decoded.value;
    else {
      opaque ??= new Opaque(decoded.kind === 'unknown' ? UNDECODED[decoded.reason] : 'not-json');
    }
    at = skipComments(tokens, at + 1);
  }
  return { value: opaque ?? flatten(text), next: at };
}

/** Why the value of a string is not known. */
export const UNDECODED = {
  formatted: 'syntax',
  malformed: 'syntax',
  surrogate: 'not-json',
  'named-character': 'limit',
} as const;

/** The value of a number as JSON would hold it. */
export function numberOf(text: string): number | Opaque {
  const digits = text.replaceAll('_', '').toLowerCase();
  const isWhole = /^(?:0x[0-9a-f]+|0o[0-7]+|0b[01]+|0+|[1-9][0-9]*)$/.test(digits);
  const isFloat = !isWhole && /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/.test(digits);
  if (!isWhole && (!isFloat || /^0[0-9]+$/.test(digits))) {
    return new Opaque(digits.endsWith('j') ? 'not-json' : 'syntax', flatten(text));
  }
  const value = Number(digits);
  const isExact = isWhole ? Number.isSafeInteger(value) : Number.isFinite(value);
  return isExact ? value : new Opaque('not-json', flatten(text.slice(0, 24)));
}

function readSequence(tokens: Tokens, open: number): PyValue {
  const close = tokens.match[open]!;
  const items: PyValue[] = [];
  let hasComma = false;
  let at = skipComments(tokens, open + 1);
  while (at < close) {
    const { value, next } = readPlainValue(tokens, at);
    items.push(value);
    at = next;
    if (tokens.kind[at] === TokenKind.comma) {
      hasComma = true;
      at = skipComments(tokens, at + 1);
    }
  }
  const isParenthesised = tokens.flags[open] === Bracket.round && items.length === 1 && !hasComma;
  return isParenthesised ? items[0]! : items;
}

function readDict(tokens: Tokens, open: number): PyValue {
  const close = tokens.match[open]!;
  const entries = new Map<string, PyValue>();
  let unreadable: Opaque | undefined;
  let at = skipComments(tokens, open + 1);
  while (at < close) {
    const key = readStrings(tokens, at);
    const { value, next } = readPlainValue(tokens, key.next + 1);
    if (typeof key.value === 'string') entries.set(key.value, value);
    else unreadable = new Opaque('not-json');
    at = tokens.kind[next] === TokenKind.comma ? skipComments(tokens, next + 1) : next;
  }
  return unreadable ?? entries;
}
