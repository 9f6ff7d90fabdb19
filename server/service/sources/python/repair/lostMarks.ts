import {
  beginningAt,
  codeAfterBracket,
  endOfLine,
  type LineBeginning,
  nextCode,
} from '../lineStart.js';
import { isKeyOfItsOwn } from '../operands.js';
import { Bracket, TokenKind } from '../tokens.js';
import type { RepairState } from './state.js';

/** Adds the brackets and commas that the start of a line inside brackets shows to be lost, and drops those too many. */
export class LostMarks {
  readonly #state: RepairState;
  /** What #closerFollows found last, and up to where that holds. */
  #closerBefore = -1;
  #closerFound = false;

  constructor(state: RepairState) {
    this.#state = state;
  }

  /**
   * @param code where the line starts, a stray mark included
   * @param begins how it reads behind that
   */
  atLineStart(code: { at: number; column: number }, begins: LineBeginning): void {
    const state = this.#state;
    const { open } = state;
    if (begins === 'argument') this.#dropDoubledRound();
    if (begins === 'key' && this.#addDisplay()) return;
    if (open.depth === 0) return;
    const top = open.depth - 1;
    if (begins === 'opener' && open.bracket[top] === Bracket.curly) this.#lookPastStray(code);
    if (open.content[top] === -1) open.content[top] = state.column;
    else if (state.column > open.content[top]! && this.#addOpener(begins)) return;
    if (state.text.charAt(code.at) !== ',' && this.#lacksComma(begins)) {
      state.add(TokenKind.comma, 0);
      open.item[top] = 0;
    }
  }

  /** `[   "name": {`: no entry starts with a bracket, so the column of the name is the line's. */
  #lookPastStray(code: { at: number; column: number }): void {
    const name = codeAfterBracket(this.#state.text, code);
    if (name !== undefined) this.#state.column = name.column;
  }

  /** Entries right after a `(` or `[`: `foo(` was `foo({`. */
  #addDisplay(): boolean {
    const state = this.#state;
    const { open } = state;
    const top = open.depth - 1;
    if (open.bracket[top] === Bracket.curly || !state.startsString()) return false;
    const opener = open.token[top]!;
    if (opener !== state.lastSolid() || state.textOf(opener - 1) === 'dict') return false;
    const before = state.buffer.kind[opener - 1];
    if (before === TokenKind.comma || before === TokenKind.open) {
      state.dropOpener();
      return false;
    }
    state.addOpener(Bracket.curly, open.indent[top]!, state.column);
    return true;
  }

  /** Arguments stand in the brackets of a call: of `dict((` the second is one too many. */
  #dropDoubledRound(): void {
    const state = this.#state;
    const { open } = state;
    const top = open.depth - 1;
    if (top < 1) return;
    const last = state.lastSolid();
    if (open.token[top] !== last || open.token[top - 1] !== last - 1) return;
    if (open.bracket[top] !== Bracket.round || open.bracket[top - 1] !== Bracket.round) return;
    state.dropOpener();
  }

  /** Fields that are indented under an entry without its bracket. */
  #addOpener(begins: LineBeginning): boolean {
    if (begins !== 'key' && begins !== 'argument') return false;
    const state = this.#state;
    const { open } = state;
    const top = open.depth - 1;
    if (open.bracket[top] !== Bracket.curly) return false;
    switch (state.lastKind()) {
      case TokenKind.open:
      case TokenKind.operator:
        return false;
      case TokenKind.comma:
        if (!this.#closerFollows(open.content[top]!)) return false;
        break;
      case TokenKind.name:
        break;
      default:
        if (begins === 'argument') return false;
    }
    const bracket = begins === 'key' ? Bracket.curly : Bracket.round;
    state.addOpener(bracket, open.content[top]!, state.column);
    return true;
  }

  /** Whether the lines that are indented further than `column` end at a closing bracket in that column. */
  #closerFollows(column: number): boolean {
    const { text, lineAt } = this.#state;
    if (lineAt < this.#closerBefore) return this.#closerFound;
    let code = nextCode(text, endOfLine(text, lineAt));
    while (code !== undefined && code.column > column) {
      code = nextCode(text, endOfLine(text, code.at));
    }
    this.#closerBefore = code?.at ?? text.length;
    this.#closerFound = code?.column === column && beginningAt(text, code.at) === 'closer';
    return this.#closerFound;
  }

  /** Whether the line starts the next item although no comma ends the one above. */
  #lacksComma(begins: LineBeginning): boolean {
    const state = this.#state;
    const { open, buffer } = state;
    const top = open.depth - 1;
    const last = state.lastSolid();
    const kind = buffer.kind[last];
    if (kind === TokenKind.comma || kind === TokenKind.open) return false;
    const operand = state.endsOperand(last);
    const wholeString = kind === TokenKind.string && buffer.damaged[last] === 0;
    switch (begins) {
      case 'key':
        if (open.bracket[top] !== Bracket.curly) return operand && !wholeString;
        if (open.item[top] === 1) return true;
        return wholeString && state.startsString()
          ? isKeyOfItsOwn(state.text, buffer, last, state.lineAt)
          : operand;
      case 'argument':
        if (open.bracket[top] !== Bracket.round) return false;
        return operand || kind === TokenKind.equals || kind === TokenKind.colon;
      case 'string':
        return operand && !wholeString;
      case 'word':
        return operand;
      default:
        return false;
    }
  }
}
