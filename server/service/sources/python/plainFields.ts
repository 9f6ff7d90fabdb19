import { flatten } from '../../text/flatten.js';
import type { Span } from '../../text/span.js';
import type { Field } from '../facts.js';
import { bodyOf, quoteOf } from './packBuffer.js';
import { readPlainValue, skipComments } from './plainValues.js';
import { TokenKind, type Tokens } from './tokens.js';

/**
 * The fields of a plain dict literal, straight from its tokens.
 *
 * @returns `undefined` if a key is not written as it is, or comes twice
 */
export function readPlainFields(tokens: Tokens, open: number): Field[] | undefined {
  const { kind, match, text } = tokens;
  const close = match[open]!;
  const fields = new Map<string, Field>();
  let at = skipComments(tokens, open + 1);
  while (at < close) {
    const keySpan = textSpan(tokens, at);
    const first = skipComments(tokens, skipComments(tokens, at + 1) + 1);
    if (keySpan === undefined) return undefined;
    const key = flatten(text.slice(keySpan.start, keySpan.end));
    if (fields.has(key)) return undefined;
    const { value, next } = readPlainValue(tokens, first);
    const isSingle = kind[skipComments(tokens, first + 1)] !== TokenKind.string;
    const plainSpan =
      isSingle && kind[first] === TokenKind.string ? textSpan(tokens, first) : undefined;
    const valueSpan = plainSpan ?? wholeSpan(tokens, first, next);
    fields.set(key, { key, keySpan, value, valueSpan, plain: plainSpan !== undefined });
    at = kind[next] === TokenKind.comma ? skipComments(tokens, next + 1) : next;
  }
  return [...fields.values()];
}

/** The text of a string that is its value. */
function textSpan(tokens: Tokens, token: number): Span | undefined {
  const start = bodyOf(tokens, token);
  if (start < 0) return undefined;
  const quotes = start - quoteOf(tokens.text, tokens.start[token]!);
  return { start, end: tokens.end[token]! - quotes };
}

/** @param next the token behind the value, comments passed over */
function wholeSpan({ kind, start, end }: Tokens, first: number, next: number): Span {
  let last = next - 1;
  while (kind[last] === TokenKind.comment) last--;
  return { start: start[first]!, end: end[last]! };
}
