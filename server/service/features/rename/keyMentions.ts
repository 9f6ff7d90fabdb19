import { decodeString, stringBody } from '../../sources/python/decode.js';
import { lex } from '../../sources/python/lexer.js';
import { TokenKind, type Tokens, tokenIs, tokenText } from '../../sources/python/tokens.js';
import type { Span } from '../../text/span.js';

/** Methods of a table whose first argument is a key. */
const KEYED = new Set(['get', 'pop', 'setdefault']);

/**
 * Where the statements of a registry file name a key of some tables without declaring it: `T["X"]["f"] = ..`,
 * `del T["X"]`, `T.pop("X")`, `"X" in T`. A rename that left them would break the file.
 */
export function keyMentions(text: string, key: string, tables: ReadonlySet<string>): Span[] {
  const tokens = lex(text);
  const found: Span[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== TokenKind.string || !namesTable(tokens, i, tables)) continue;
    const decoded = decodeString(tokens, i);
    if (decoded.kind === 'text' && decoded.value === key) found.push(stringBody(tokens, i));
  }
  return found;
}

function namesTable(tokens: Tokens, string: number, tables: ReadonlySet<string>): boolean {
  const { kind } = tokens;
  const isTable = (token: number): boolean =>
    kind[token] === TokenKind.name && tables.has(tokenText(tokens, token));
  if (kind[string - 1] === TokenKind.open) {
    if (isTable(string - 2)) return tokenIs(tokens, string - 1, '[');
    const isMethod = kind[string - 3] === TokenKind.dot && KEYED.has(tokenText(tokens, string - 2));
    return isMethod && isTable(string - 4);
  }
  const after = tokenIs(tokens, string + 1, 'not') ? string + 2 : string + 1;
  return tokenIs(tokens, after, 'in') && isTable(after + 1);
}
