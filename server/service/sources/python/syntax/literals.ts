import { decodeString, resolveEscapes, stringBody, withLineFeeds } from '../decode.js';
import { type FormattedPart, splitFormatted } from '../evaluation/holes.js';
import { lex } from '../lexer.js';
import { StringFlag, TokenKind, type Tokens, tokenText } from '../tokens.js';
import { expressionFault } from './expressions.js';
import type { Fault } from './fault.js';

const NUMBER =
  /^(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?\d)*|(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?)$/;
const LEADING_ZEROS = /^0[\d_]*[1-9]$/;
const FORMATTED = StringFlag.formatted | StringFlag.template;

/** Checks one number or string by itself and against the string before it. */
export function literalFault(tokens: Tokens, token: number): Fault | undefined {
  if (tokens.kind[token] === TokenKind.number) return numberFault(tokens, token);
  if (tokens.kind[token] === TokenKind.string) return stringFault(tokens, token);
  return undefined;
}

function numberFault(tokens: Tokens, token: number): Fault | undefined {
  const text = tokenText(tokens, token);
  if (LEADING_ZEROS.test(text)) {
    return {
      message: 'a whole number cannot start with zeros; octal numbers start with 0o',
      token,
    };
  }
  return NUMBER.test(text) ? undefined : { message: `${text} is no number`, token };
}

function stringFault(tokens: Tokens, token: number): Fault | undefined {
  const flags = tokens.flags[token]!;
  if (flags & FORMATTED) return formattedFault(tokens, token);
  if (flags & StringFlag.bytes && !/^[\0-\x7f]*$/.test(tokenText(tokens, token))) {
    return { message: 'bytes can hold ASCII characters only', token };
  }
  if (flags & StringFlag.escaped) {
    const decoded = decodeString(tokens, token);
    if (decoded.kind === 'unknown' && decoded.reason === 'malformed') {
      return { message: 'an escape (\\x, \\u, \\U or \\N) is incomplete', token };
    }
  }
  const previous = token - 1;
  if (tokens.kind[previous] === TokenKind.string) {
    if ((tokens.flags[previous]! ^ flags) & StringFlag.bytes) {
      return { message: 'bytes and text cannot be joined', token };
    }
  }
  return undefined;
}

function formattedFault(tokens: Tokens, token: number): Fault | undefined {
  const flags = tokens.flags[token]!;
  const { start, end } = stringBody(tokens, token);
  const isRaw = (flags & StringFlag.raw) !== 0;
  const parts = splitFormatted(tokens.text, start, end, isRaw);
  if (parts === undefined) return { message: 'the braces of this f-string do not fit', token };
  return partsFault(tokens.text, parts, isRaw, token);
}

function partsFault(
  text: string,
  parts: readonly FormattedPart[],
  isRaw: boolean,
  token: number,
): Fault | undefined {
  for (const part of parts) {
    if (part.kind === 'text') {
      if (isRaw || !part.text.includes('\\')) continue;
      const decoded = resolveEscapes(withLineFeeds(part.text), 'text');
      if (decoded.kind === 'unknown' && decoded.reason === 'malformed') {
        return { message: 'an escape (\\x, \\u, \\U or \\N) is incomplete', token };
      }
      continue;
    }
    const code = text.slice(part.start, part.end);
    if (code.trim() === '')
      return { message: 'an expression is expected between the braces', token };
    const hole = lex(`(${code}\n)`);
    const fault =
      hole.damaged.includes(1) ||
      hole.kind[0] !== TokenKind.open ||
      hole.match[0] !== hole.count - 3
        ? { message: 'the code in the braces cannot be read', token }
        : expressionFault(hole, 0, hole.count - 2);
    if (fault !== undefined) return { message: `in this f-string, ${fault.message}`, token };
    const inner = partsFault(text, part.specification ?? [], isRaw, token);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
