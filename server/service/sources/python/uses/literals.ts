import type { Span } from '../../../text/span.js';
import { decodeString, stringBody } from '../decode.js';
import { Bracket, StringFlag, TokenKind, type Tokens, tokenIs } from '../tokens.js';

/** A text that is written as one or more string literals side by side. */
export interface WrittenText {
  /** May keep the whole text alive: what is kept of it must be detached. */
  readonly value: string;
  /** Inside the quotes; of several literals from the first quote's inside to the last's. */
  readonly span: Span;
  readonly plain: boolean;
  readonly damaged: boolean;
}

/** The index of the next token from `i` that is neither comment nor error; `end` if there is none. */
export function skipTrivia(tokens: Tokens, i: number, end: number): number {
  let next = i;
  while (
    next < end &&
    (tokens.kind[next] === TokenKind.comment || tokens.kind[next] === TokenKind.error)
  ) {
    next++;
  }
  return next;
}

/** Tokens from `first` to `end` without surrounding trivia and round brackets. */
export function unwrapped(tokens: Tokens, first: number, end: number): [number, number] {
  let start = skipTrivia(tokens, first, end);
  let stop = end;
  for (;;) {
    while (stop > start && isTrivia(tokens, stop - 1)) stop--;
    if (tokens.kind[start] !== TokenKind.open || tokens.flags[start] !== Bracket.round) break;
    if (tokens.match[start] !== stop - 1 || hasTopLevelComma(tokens, start)) break;
    start = skipTrivia(tokens, start + 1, stop);
    stop--;
  }
  return [start, stop];
}

function isTrivia(tokens: Tokens, i: number): boolean {
  return tokens.kind[i] === TokenKind.comment || tokens.kind[i] === TokenKind.error;
}

function hasTopLevelComma(tokens: Tokens, open: number): boolean {
  const close = tokens.match[open]!;
  for (let i = open + 1; i < close; i++) {
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (tokens.kind[i] === TokenKind.comma) return true;
  }
  return false;
}

/** Reads an expression that is nothing but string literals; `undefined` for any other, and for what only running could tell. */
export function readWrittenText(
  tokens: Tokens,
  first: number,
  end: number,
): WrittenText | undefined {
  const [start, stop] = unwrapped(tokens, first, end);
  let value = '';
  let count = 0;
  let last = start;
  let damaged = false;
  for (let i = start; i < stop; i++) {
    if (isTrivia(tokens, i)) continue;
    const text = tokens.kind[i] === TokenKind.string ? literalText(tokens, i) : undefined;
    if (text === undefined) return undefined;
    if (text.length + value.length > 1000) return undefined;
    value += text;
    damaged ||= (tokens.flags[i]! & StringFlag.unterminated) !== 0;
    last = i;
    count++;
  }
  if (count === 0) return undefined;
  const span = { start: stringBody(tokens, start).start, end: stringBody(tokens, last).end };
  const plain =
    count === 1 &&
    span.end - span.start === value.length &&
    tokens.text.startsWith(value, span.start);
  return { value, span, plain, damaged };
}

/** The text of one literal; an f-string is a text only if nothing is filled in. */
function literalText(tokens: Tokens, i: number): string | undefined {
  const flags = tokens.flags[i]!;
  if (flags & (StringFlag.bytes | StringFlag.template)) return undefined;
  if (flags & StringFlag.formatted) {
    const body = stringBody(tokens, i);
    const text = tokens.text.slice(body.start, body.end);
    return /[{}\\]/.test(text) ? undefined : text;
  }
  const decoded = decodeString(tokens, i);
  return decoded.kind === 'text' ? decoded.value : undefined;
}

/** The parts between the commas of a bracket, as pairs of token indices; brackets inside are jumped over. */
export function* elementsOf(tokens: Tokens, open: number): Generator<[number, number]> {
  const close = tokens.match[open]!;
  let first = open + 1;
  for (let i = open + 1; i < close; i++) {
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (tokens.kind[i] === TokenKind.comma) {
      yield [first, i];
      first = i + 1;
    }
  }
  if (skipTrivia(tokens, first, close) < close) yield [first, close];
}

/** The bracket that an expression consists of, if it is a list, tuple or set display. */
export function displayOf(tokens: Tokens, first: number, end: number): number | undefined {
  const [start, stop] = unwrapped(tokens, first, end);
  if (start >= stop || tokens.kind[start] !== TokenKind.open) return undefined;
  return tokens.match[start] === stop - 1 ? start : undefined;
}

/** The first such word outside brackets; `end` if there is none. */
export function wordOutsideBrackets(
  tokens: Tokens,
  word: string,
  first: number,
  end: number,
): number {
  for (let i = first; i < end; i++) {
    if (tokens.kind[i] === TokenKind.open) i = tokens.match[i]!;
    else if (tokens.kind[i] === TokenKind.name && tokenIs(tokens, i, word)) return i;
  }
  return end;
}
