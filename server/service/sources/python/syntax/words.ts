import { isReserved } from '../keywords.js';
import { TokenKind, type Tokens, tokenText } from '../tokens.js';

const CONSTANTS: ReadonlySet<string> = new Set(['True', 'False', 'None']);

/** The index of the next token at or after `from` that is no comment; `last` if there is none before it. */
export function pastComments(tokens: Tokens, from: number, last: number): number {
  let i = from;
  while (i < last && tokens.kind[i] === TokenKind.comment) i++;
  return i;
}

/** Whether a token is a name that can be bound: no keyword. */
export function isIdentifier(tokens: Tokens, token: number): boolean {
  return tokens.kind[token] === TokenKind.name && !isReserved(tokenText(tokens, token));
}

export function isConstant(word: string): boolean {
  return CONSTANTS.has(word);
}

/** A token as a message names it. */
export function quoted(tokens: Tokens, token: number): string {
  const text = tokenText(tokens, token);
  return text === ''
    ? 'the end of the line'
    : `'${text.length > 40 ? `${text.slice(0, 40)}...` : text}'`;
}
