import { Bracket } from './tokens.js';

/** What a character may begin, for the ASCII range. */
export const CharClass = {
  error: 0,
  blank: 1,
  lineBreak: 2,
  name: 3,
  digit: 4,
  quote: 5,
  hash: 6,
  open: 7,
  close: 8,
  comma: 9,
  colon: 10,
  dot: 11,
  backslash: 12,
  operator: 13,
} as const;

export const CHAR_CLASS = new Uint8Array(128);

function assign(characters: string, charClass: number): void {
  for (const character of characters) CHAR_CLASS[character.charCodeAt(0)] = charClass;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
assign(' \t\f', CharClass.blank);
assign('\n\r', CharClass.lineBreak);
assign(`${LETTERS}${LETTERS.toUpperCase()}_`, CharClass.name);
assign(DIGITS, CharClass.digit);
assign('"\'', CharClass.quote);
assign('#', CharClass.hash);
assign('([{', CharClass.open);
assign(')]}', CharClass.close);
assign(',', CharClass.comma);
assign(':', CharClass.colon);
assign('.', CharClass.dot);
assign('\\', CharClass.backslash);
assign('+-*/%@&|^~<>=!;', CharClass.operator);

const NAME_PART = new Uint8Array(128);
for (const character of `${LETTERS}${LETTERS.toUpperCase()}_${DIGITS}`) {
  NAME_PART[character.charCodeAt(0)] = 1;
}

/** Whether an ASCII character may stand inside a name; NaN, the code beyond the end of a text, may not. */
export function isNamePart(code: number): boolean {
  return code < 128 && NAME_PART[code] === 1;
}

/** The Bracket of a bracket character. */
export function bracketOf(code: number): number {
  if (code < 42) return Bracket.round;
  return code < 94 ? Bracket.square : Bracket.curly;
}

const NAME = /[\p{XIDS}_]\p{XIDC}*/uy;

/** The end of the name that starts at `start`, characters outside ASCII included; `start` itself if no name starts there. */
export function endOfName(text: string, start: number): number {
  NAME.lastIndex = start;
  return NAME.test(text) ? NAME.lastIndex : start;
}
