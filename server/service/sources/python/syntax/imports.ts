import { Keyword } from '../keywords.js';
import { Bracket, TokenKind, type Tokens, tokenIs } from '../tokens.js';
import type { Fault } from './fault.js';
import { isIdentifier, pastComments, quoted } from './words.js';

/** Checks an `import` or `from` statement. */
export function importFault(
  tokens: Tokens,
  first: number,
  last: number,
  keyword: number,
): Fault | undefined {
  if (keyword === Keyword.import) return listFault(tokens, first + 1, last, true, false);
  let i = first + 1;
  while (i < last && isDots(tokens, i)) i++;
  const hasDots = i > first + 1;
  if (!(hasDots && tokenIs(tokens, i, 'import'))) {
    const end = dottedEnd(tokens, i, last);
    if (end === i)
      return { message: 'the name of a module is expected', token: Math.min(i, last - 1) };
    i = end;
  }
  if (i >= last || !tokenIs(tokens, i, 'import')) {
    return { message: "'import' is expected after the module", token: Math.min(i, last - 1) };
  }
  const names = i + 1;
  if (names < last && tokenIs(tokens, names, '*') && names + 1 === last) return undefined;
  if (tokens.kind[names] === TokenKind.open && tokens.flags[names] === Bracket.round) {
    const close = tokens.match[names]!;
    if (close + 1 < last) {
      return { message: `${quoted(tokens, close + 1)} cannot follow the names`, token: close + 1 };
    }
    return listFault(tokens, names + 1, close, false, true);
  }
  return listFault(tokens, names, last, false, false);
}

/** `name [as name], ...` */
function listFault(
  tokens: Tokens,
  first: number,
  last: number,
  dotted: boolean,
  trailingComma: boolean,
): Fault | undefined {
  let i = pastComments(tokens, first, last);
  if (i === last) return { message: 'a name is expected', token: first - 1 };
  for (;;) {
    const end = dotted
      ? dottedEnd(tokens, i, last)
      : isIdentifier(tokens, i) && i < last
        ? i + 1
        : i;
    if (end === i) return { message: 'a name is expected', token: Math.min(i, last - 1) };
    i = pastComments(tokens, end, last);
    if (i < last && tokenIs(tokens, i, 'as')) {
      const alias = pastComments(tokens, i + 1, last);
      if (alias === last || !isIdentifier(tokens, alias)) {
        return { message: "a name is expected after 'as'", token: i };
      }
      i = pastComments(tokens, alias + 1, last);
    }
    if (i === last) return undefined;
    if (tokens.kind[i] !== TokenKind.comma) {
      return { message: `a comma is expected before ${quoted(tokens, i)}`, token: i };
    }
    const comma = i;
    i = pastComments(tokens, i + 1, last);
    if (i === last) {
      return trailingComma
        ? undefined
        : { message: 'a comma at the end needs parentheses around the names', token: comma };
    }
  }
}

function isDots(tokens: Tokens, token: number): boolean {
  return tokens.kind[token] === TokenKind.dot || tokenIs(tokens, token, '...');
}

/** The index after a dotted name; `first` if there is none. */
function dottedEnd(tokens: Tokens, first: number, last: number): number {
  if (first >= last || !isIdentifier(tokens, first)) return first;
  let i = first + 1;
  while (i + 1 < last && tokens.kind[i] === TokenKind.dot && isIdentifier(tokens, i + 1)) i += 2;
  return i;
}
