import { CHAR_CLASS, CharClass } from './characters.js';
import { isReserved } from './keywords.js';
import { beginningAt } from './lineStart.js';
import type { TokenBuffer } from './tokenBuffer.js';
import { TokenKind } from './tokens.js';

const STARTS_OPERAND: ReadonlySet<number | undefined> = new Set([
  CharClass.name,
  CharClass.quote,
  CharClass.digit,
]);

/** Whether the token can end an operand, so that no other operand may follow it directly. */
export function endsOperand(text: string, buffer: TokenBuffer, token: number): boolean {
  switch (buffer.kind[token]) {
    case TokenKind.string:
    case TokenKind.number:
    case TokenKind.close:
      return true;
    case TokenKind.name:
      return isOperandWord(text.slice(buffer.start[token], buffer.end[token]));
    default:
      return false;
  }
}

function isOperandWord(word: string): boolean {
  if (word === 'True' || word === 'False' || word === 'None') return true;
  return !isReserved(word) && word !== 'match' && word !== 'case';
}

/**
 * Whether a line inside brackets starts with an operand although the line above ends in one: a comma or colon is missing.
 * Strings may follow strings.
 * @param from the start of the line
 */
export function startsSecondOperand(text: string, from: number, buffer: TokenBuffer): boolean {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  let last = buffer.count - 1;
  const code = text.charCodeAt(at);
  const charClass = code < 128 ? CHAR_CLASS[code] : CharClass.name;
  if (!STARTS_OPERAND.has(charClass)) return false;
  while (buffer.kind[last] === TokenKind.comment) last--;
  if (buffer.kind[last] === TokenKind.comma || !endsOperand(text, buffer, last)) return false;
  switch (beginningAt(text, at)) {
    case 'key':
    case 'string':
      return buffer.kind[last] !== TokenKind.string || !/^\w{0,2}["']/.test(text.slice(at, at + 3));
    case 'word':
    case 'argument':
    case 'statement':
      return true;
    default:
      return false;
  }
}
