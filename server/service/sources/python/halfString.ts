import { bracketOf, CHAR_CLASS, CharClass } from './characters.js';
import type { OpenBrackets } from './openBrackets.js';
import { Bracket } from './tokens.js';

const EQUALS = 61;

/**
 * Where a string that lacks its closing quote is taken to end. What stands at the end of the line and carries on the
 * structure around it is not part of it: the `: {` of `"Name: {`, the `},` of `"value},`. A bracket counts only if it
 * fits what is open, so that `"see (there)` stays whole.
 *
 * @param body the offset after the opening quote
 * @param lineEnd the end of the line
 */
export function endOfHalfString(
  text: string,
  body: number,
  lineEnd: number,
  open: OpenBrackets,
): number {
  let tail = lineEnd;
  while (tail > body && isTailCharacter(text.charCodeAt(tail - 1))) tail--;
  let end = lineEnd;
  for (let from = tail; from < lineEnd; ) {
    const refused = firstRefused(text, from, lineEnd, open);
    if (refused < 0) {
      end = from;
      break;
    }
    from = refused + 1;
  }
  return /\S/.test(text.slice(end, lineEnd)) ? end : lineEnd;
}

/** The first character from `from` on that does not carry on the structure; -1 if all do. */
function firstRefused(text: string, from: number, to: number, open: OpenBrackets): number {
  const opened: number[] = [];
  let depth = open.depth;
  let hadColon = depth > 0 && (open.item[depth - 1]! & 1) === 1;
  let expectsOperand = false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    const bracket = opened.at(-1) ?? (depth > 0 ? open.bracket[depth - 1] : undefined);
    switch (CHAR_CLASS[code]) {
      case CharClass.blank:
        break;
      case CharClass.colon:
        if (bracket !== Bracket.curly || hadColon) return i;
        hadColon = true;
        expectsOperand = true;
        break;
      case CharClass.comma:
        if (bracket === undefined) return i;
        hadColon = false;
        expectsOperand = true;
        break;
      case CharClass.open:
        if (!expectsOperand) return i;
        opened.push(bracketOf(code));
        hadColon = false;
        break;
      case CharClass.close:
        if (bracket !== bracketOf(code)) return i;
        if (opened.length > 0) opened.pop();
        else depth--;
        hadColon = true;
        expectsOperand = false;
        break;
      default:
        if (code !== EQUALS || (bracket !== undefined && bracket !== Bracket.round)) return i;
        expectsOperand = true;
    }
  }
  return -1;
}

function isTailCharacter(code: number): boolean {
  switch (CHAR_CLASS[code]) {
    case CharClass.blank:
    case CharClass.colon:
    case CharClass.comma:
    case CharClass.open:
    case CharClass.close:
      return true;
    default:
      return code === EQUALS;
  }
}
