import { CHAR_CLASS, CharClass } from './characters.js';
import { isReserved } from './keywords.js';
import { beginningAt } from './lineStart.js';
import type { TokenBuffer } from './tokenBuffer.js';
import { Bracket, TokenKind } from './tokens.js';

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
      if (isKeyOfItsOwn(text, buffer, last, at)) return true;
      return buffer.kind[last] !== TokenKind.string || !startsString(text, at);
    case 'string':
      return buffer.kind[last] !== TokenKind.string || !startsString(text, at);
    case 'word':
    case 'argument':
    case 'statement':
      return true;
    default:
      return false;
  }
}

/**
 * Whether a string stands alone on the line above the key that starts at `at`, in the same column, where a key may stand:
 * Python joins the two. But it is the name of an entry that is being typed above another one (nobody breaks a key in two
 * without brackets), and the entry below it keeps its name.
 */
export function isKeyOfItsOwn(
  text: string,
  buffer: TokenBuffer,
  last: number,
  at: number,
): boolean {
  if (buffer.kind[last] !== TokenKind.string || !startsString(text, at)) return false;
  let before = last - 1;
  while (buffer.kind[before] === TokenKind.comment || buffer.kind[before] === TokenKind.error) {
    before--;
  }
  const opens = buffer.kind[before] === TokenKind.open && buffer.flags[before] === Bracket.curly;
  if (!opens && buffer.kind[before] !== TokenKind.comma) return false;
  const indent = indentBefore(text, buffer.start[last]!);
  return indent !== undefined && indent === indentBefore(text, at);
}

/** The blanks before the first code of a line; undefined if other code stands before `at`. */
function indentBefore(text: string, at: number): string | undefined {
  let from = at;
  while (from > 0 && (text.charCodeAt(from - 1) === 32 || text.charCodeAt(from - 1) === 9)) from--;
  const before = from === 0 ? 10 : text.charCodeAt(from - 1);
  return before === 10 || before === 13 ? text.slice(from, at) : undefined;
}

function startsString(text: string, at: number): boolean {
  return /^\w{0,2}["']/.test(text.slice(at, at + 3));
}
