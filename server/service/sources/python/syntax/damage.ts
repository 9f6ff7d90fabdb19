import { isConflictMarker } from '../lineStart.js';
import { StringFlag, TokenKind, type Tokens, tokenText } from '../tokens.js';

/** A problem with its place in the text. */
export interface DamageProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const OPENING = ['', '(', '[', '{'];
const CLOSING = ['', ')', ']', '}'];

/** Says what a damaged token means; undefined if Python does not mind or another token says it. */
export function damageProblem(tokens: Tokens, token: number): DamageProblem | undefined {
  const start = tokens.start[token]!;
  const end = tokens.end[token]!;
  const isAdded = start === end;
  switch (tokens.kind[token]) {
    case TokenKind.open: {
      const bracket = tokens.flags[token]!;
      if (isAdded) return missing(tokens, token, OPENING[bracket]!);
      const close = tokens.match[token]!;
      if (tokens.start[close] !== tokens.end[close]) return undefined;
      return { message: `'${OPENING[bracket]}' is never closed`, start, end };
    }
    case TokenKind.string:
      return {
        message:
          tokens.flags[token]! & StringFlag.triple
            ? 'the three quotes of this string are never closed'
            : 'the quote of this string is never closed',
        start,
        end,
      };
    case TokenKind.error:
      return { message: errorMessage(tokens, token), start, end };
    case TokenKind.comma:
      return isAdded && !joinsStrings(tokens, token) ? missing(tokens, token, ',') : undefined;
    case TokenKind.colon:
      return isAdded ? missing(tokens, token, ':') : undefined;
    case TokenKind.equals:
      return isAdded ? missing(tokens, token, '=') : undefined;
    default:
      return undefined;
  }
}

/** The comma that keeps a key apart from the string alone above it: Python would join the two. */
function joinsStrings(tokens: Tokens, comma: number): boolean {
  const isString = (token: number): boolean =>
    tokens.kind[token] === TokenKind.string && tokens.damaged[token] === 0;
  let after = comma + 1;
  while (tokens.kind[after] === TokenKind.comment) after++;
  let before = comma - 1;
  if (!isString(before) || !isString(after)) return false;
  while (isString(before) || tokens.kind[before] === TokenKind.comment) before--;
  return tokens.kind[before] === TokenKind.comma || tokens.kind[before] === TokenKind.open;
}

function missing(tokens: Tokens, token: number, what: string): DamageProblem {
  let before = token - 1;
  while (before > 0 && tokens.start[before] === tokens.end[before]) before--;
  const after = tokenText(tokens, before);
  const shown = after.length > 40 ? `${after.slice(0, 40)}...` : after;
  const end = tokens.start[token]!;
  return {
    message: `'${what}' is expected after ${shown.trim() === '' ? 'this' : `'${shown}'`}`,
    start: Math.max(0, end - 1),
    end,
  };
}

function errorMessage(tokens: Tokens, token: number): string {
  const text = tokenText(tokens, token);
  const start = tokens.start[token]!;
  if (text.length >= 7 && isConflictMarker(tokens.text, start)) {
    return 'a merge conflict is not resolved here';
  }
  if (CLOSING.includes(text)) return `'${text}' closes nothing that is open here`;
  if (/^["']$/.test(text)) return 'the quote of this string is never closed';
  if (text.length === 1 && '([{,:'.includes(text)) return `'${text}' cannot stand here`;
  const code = text.codePointAt(0)!;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const isVisible = code > 32 && !/[\s\p{C}]/u.test(String.fromCodePoint(code));
  return isVisible
    ? `Python has no character '${String.fromCodePoint(code)}' (${name})`
    : `the character ${name} cannot stand in Python code`;
}

/** CPython's limit for brackets inside brackets. */
export const MAX_BRACKETS = 200;

/** The bracket that is nested too deeply for Python, or -1. */
export function tooDeepBracket(tokens: Tokens): number {
  const { kind, match, count } = tokens;
  let depth = 0;
  for (let i = 0; i < count; i++) {
    if (kind[i] === TokenKind.close) depth--;
    else if (kind[i] === TokenKind.open) {
      if (++depth >= MAX_BRACKETS) return i;
      // Too few tokens stand inside to nest that deep.
      if (depth + (match[i]! - i) / 2 < MAX_BRACKETS) i = match[i]! - 1;
    }
  }
  return -1;
}
