import type { MarkReading, OpenBrackets } from './openBrackets.js';
import { endsOperand } from './operands.js';
import type { TokenBuffer } from './tokenBuffer.js';
import { Bracket, TokenKind } from './tokens.js';

/**
 * The first reading of brackets: they must pair, and commas, colons and `=` must stand where Python can have them.
 * If they do not, the statement is read again (brackets.ts).
 */
export class StrictBrackets implements MarkReading {
  readonly #text: string;
  readonly #buffer: TokenBuffer;
  readonly #open: OpenBrackets;
  /** The first token of the current statement. */
  #first = 0;

  constructor(text: string, buffer: TokenBuffer, open: OpenBrackets) {
    this.#text = text;
    this.#buffer = buffer;
    this.#open = open;
  }

  startLine(firstToken: number): void {
    this.#first = firstToken;
  }

  /** The kind of the token before; -1 at the start of a statement. */
  #lastKind(): number {
    const last = this.#buffer.count - 1;
    return last < this.#first ? -1 : this.#buffer.kind[last]!;
  }

  open(at: number, bracket: number): boolean {
    const buffer = this.#buffer;
    if (bracket === Bracket.curly && this.#lastKind() >= 0) {
      if (endsOperand(this.#text, buffer, buffer.count - 1)) return false;
    }
    this.#open.push(buffer.push(TokenKind.open, at, at + 1, bracket, 0), bracket, 0, 0);
    return true;
  }

  close(at: number, bracket: number): boolean {
    const open = this.#open;
    const top = open.depth - 1;
    if (top < 0 || open.bracket[top] !== bracket) return false;
    open.depth = top;
    const close = this.#buffer.push(TokenKind.close, at, at + 1, bracket, 0);
    this.#buffer.pair(open.token[top]!, close);
    return true;
  }

  comma(at: number): boolean {
    const last = this.#lastKind();
    if (last === TokenKind.comma || last === TokenKind.open || last === TokenKind.equals) {
      return false;
    }
    if (this.#open.depth > 0) this.#open.item[this.#open.depth - 1] = 0;
    this.#buffer.pushPlain(TokenKind.comma, at, at + 1);
    return true;
  }

  colon(at: number): boolean {
    const open = this.#open;
    const top = open.depth - 1;
    const last = this.#lastKind();
    if (top < 0) {
      if (last === TokenKind.equals) return false;
    } else if (open.item[top]! > 1) {
      open.item[top]! -= 2;
    } else if (open.bracket[top] === Bracket.curly) {
      if (open.item[top] === 1 || last === TokenKind.open || last === TokenKind.comma) return false;
      open.item[top] = 1;
    }
    this.#buffer.pushPlain(TokenKind.colon, at, at + 1);
    return true;
  }

  equals(at: number): boolean {
    const { bracket, depth, item } = this.#open;
    const isImpossible =
      depth > 0
        ? bracket[depth - 1] === Bracket.square && item[depth - 1]! < 2
        : this.#lastKind() === TokenKind.colon;
    if (isImpossible) return false;
    this.#buffer.pushPlain(TokenKind.equals, at, at + 1);
    return true;
  }
}
