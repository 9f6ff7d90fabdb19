import { Plainness, TokenKind, type Tokens, tokenIs } from '../tokens.js';
import type { Fault } from './fault.js';

/** The first semicolons that have no statement before them, `most` at most. */
export function semicolonFaults(tokens: Tokens, most: number): Fault[] {
  const faults: Fault[] = [];
  let hasStatement = false;
  for (let i = 0; i < tokens.count && faults.length < most; i++) {
    switch (tokens.kind[i]) {
      case TokenKind.comment:
      case TokenKind.error:
        break;
      case TokenKind.newline:
      case TokenKind.indent:
      case TokenKind.dedent:
        hasStatement = false;
        break;
      case TokenKind.operator:
        if (tokenIs(tokens, i, ';')) {
          if (!hasStatement)
            faults.push({ message: "a statement is expected before ';'", token: i });
          hasStatement = false;
        } else hasStatement = true;
        break;
      case TokenKind.open:
        hasStatement = true;
        if (tokens.plainness[i] === Plainness.plain) i = tokens.match[i]!;
        break;
      default:
        hasStatement = true;
    }
  }
  return faults;
}
