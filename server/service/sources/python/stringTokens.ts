import type { BracketRepair } from './brackets.js';
import { isNamePart } from './characters.js';
import { endOfHalfString } from './halfString.js';
import type { OpenBrackets } from './openBrackets.js';
import { StringScanner } from './strings.js';
import type { TokenBuffer } from './tokenBuffer.js';
import { StringFlag, TokenKind } from './tokens.js';

/** Adds the tokens of strings, and says which strings show that quotes do not pair. */
export class StringTokens {
  /** Strings that are not closed or run into a word: closing quotes may have been taken for opening ones. */
  broken = 0;
  /** Up to here they are counted: text that is read twice counts once. */
  #countedTo = 0;
  readonly #text: string;
  readonly #buffer: TokenBuffer;
  readonly #open: OpenBrackets;
  readonly #scanner: StringScanner;

  constructor(text: string, buffer: TokenBuffer, open: OpenBrackets, doubts: number) {
    this.#text = text;
    this.#buffer = buffer;
    this.#open = open;
    this.#scanner = new StringScanner(text, doubts);
  }

  /** An f-string could not be read as Python 3.12 does, which decides how those after it are. */
  get hasFailed(): boolean {
    return this.#scanner.hasFailed;
  }

  /**
   * @param quoteAt the offset of the first quote, behind the prefix
   * @param repair the second reading, where that is used
   * @returns the end of the string; as a negative number if the statement cannot be read strictly
   */
  add(start: number, quoteAt: number, prefix: number, repair: BracketRepair | undefined): number {
    const end = this.#scanner.scan(quoteAt, prefix);
    const { flags } = this.#scanner;
    if (!(flags & StringFlag.unterminated)) {
      this.#buffer.push(TokenKind.string, start, end, flags, 0);
      if (!isNamePart(this.#text.charCodeAt(end)) || !runsIntoWord(this.#text, end)) return end;
      this.#count(end);
      return repair === undefined ? -end : end;
    }
    this.#count(end);
    if (repair === undefined) return -end;
    if (flags & StringFlag.triple) {
      this.#buffer.push(TokenKind.string, start, end, flags, 1);
      return end;
    }
    return this.#addHalf(start, quoteAt, end, repair);
  }

  /** A quote that is only one too many in a line (`NAME" = {`) is no string. */
  #addHalf(start: number, quoteAt: number, lineEnd: number, repair: BracketRepair): number {
    const body = quoteAt + 1;
    const end = endOfHalfString(this.#text, body, lineEnd, this.#open);
    const isStray = end === body && end < lineEnd && repair.followsOperand();
    if (isStray) this.#buffer.push(TokenKind.error, start, end, 0, 1);
    else this.#buffer.push(TokenKind.string, start, end, this.#scanner.flags, 1);
    return end;
  }

  #count(end: number): void {
    if (end <= this.#countedTo) return;
    this.#countedTo = end;
    this.broken++;
  }
}

/** Whether a word follows a string directly that no Python has there: `"""Prose`, where the quotes closed. */
function runsIntoWord(text: string, at: number): boolean {
  const follows = text.slice(at, at + 8);
  return !/^(?:(?:and|as|else|for|from|if|in|is|not|or)\b|[rRbBuUfFtT]{1,2}["'])/.test(follows);
}
