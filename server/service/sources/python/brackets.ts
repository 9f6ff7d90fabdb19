import { beginningAt, codeAfterStray, isBlockHeader, nextCode } from './lineStart.js';
import type { MarkReading, OpenBrackets } from './openBrackets.js';
import { ClosingBrackets } from './repair/closing.js';
import { endWhatIsNotIndented } from './repair/indentation.js';
import { LostMarks } from './repair/lostMarks.js';
import { RepairState } from './repair/state.js';
import type { TokenBuffer } from './tokenBuffer.js';
import { Bracket, TokenKind } from './tokens.js';

/**
 * The second reading of brackets, for a statement whose brackets do not pair. It trusts indentation more than brackets:
 * a line that is not indented under an open bracket ends it (`"New": {` being typed does not swallow the entries below),
 * a closing bracket is refused if the next line still belongs to what it would close, and entries that stand
 * below a lost `{` get one. It reads every mark in some way.
 */
export class BracketRepair implements MarkReading {
  readonly #state: RepairState;
  readonly #closing: ClosingBrackets;
  readonly #lost: LostMarks;
  /** The logical line starts with the keyword of a block, in this column. */
  #isHeader = false;
  #headerColumn = 0;

  constructor(text: string, buffer: TokenBuffer, open: OpenBrackets) {
    this.#state = new RepairState(text, buffer, open);
    this.#closing = new ClosingBrackets(this.#state);
    this.#lost = new LostMarks(this.#state);
  }

  /** Whether the code so far ends in an operand. */
  followsOperand(): boolean {
    return this.#state.endsOperand(this.#state.lastSolid());
  }

  /** A logical line starts: nothing is open. */
  startLine(at: number, column: number): void {
    this.#state.lineAt = at;
    this.#state.column = column;
    this.#isHeader = isBlockHeader(this.#state.text, at);
    this.#headerColumn = column;
  }

  /**
   * A line ends inside brackets: decides what the next line of code means for them.
   * @param from the start of the next line
   */
  nextLine(from: number): void {
    const state = this.#state;
    if (from <= state.lineAt) return;
    const code = nextCode(state.text, from);
    if (code === undefined) {
      state.endLine(0);
      return;
    }
    if (code.column > this.#headerColumn && this.#endHeader()) return;
    const start = codeAfterStray(state.text, code);
    const begins = beginningAt(state.text, start.at);
    state.lineAt = start.at;
    state.column = start.column;
    if (begins === 'closer') return;
    endWhatIsNotIndented(state, begins);
    if (state.open.depth > 0) this.#lost.atLineStart(code, begins);
  }

  /** The text ends. */
  end(): void {
    this.#state.endLine(0);
  }

  open(at: number, bracket: number): boolean {
    const state = this.#state;
    const { open } = state;
    const top = open.depth - 1;
    if (bracket === Bracket.curly && top >= 0 && open.bracket[top] === Bracket.curly) {
      const last = state.lastSolid();
      if (open.token[top] === last && open.line[top] === state.lineAt) {
        return this.#push(TokenKind.error, at);
      }
      if (open.item[top] === 0 && state.endsOperand(last)) {
        state.add(TokenKind.colon, 0);
        open.item[top] = 1;
      }
    }
    const token = state.buffer.push(TokenKind.open, at, at + 1, bracket, 0);
    open.push(token, bracket, state.lineAt, state.column);
    return true;
  }

  close(at: number, bracket: number): boolean {
    const { buffer, open } = this.#state;
    const opener = this.#closing.openerFor(at, bracket);
    if (opener < 0) return this.#push(TokenKind.error, at);
    while (open.depth - 1 > opener) this.#state.closeInnermost();
    open.depth--;
    buffer.pair(open.token[opener]!, buffer.push(TokenKind.close, at, at + 1, bracket, 0));
    return true;
  }

  comma(at: number): boolean {
    const last = this.#state.lastKind();
    const { open } = this.#state;
    const isStray =
      open.depth > 0
        ? last === TokenKind.open || last === TokenKind.comma
        : last === TokenKind.equals;
    if (open.depth > 0) open.item[open.depth - 1] = 0;
    return this.#push(isStray ? TokenKind.error : TokenKind.comma, at);
  }

  /**
   * An `=` ends a subscript that was not closed (`Dict[str, Any = {`), can stand in no brackets but those of a call
   * (`(NAME = {`), and makes no sense after a colon (`NAME: = {`).
   */
  equals(at: number): boolean {
    const state = this.#state;
    const { open } = state;
    while (open.depth > 0 && open.line[open.depth - 1] === state.lineAt) {
      const top = open.depth - 1;
      if (open.item[top]! > 1) break;
      if (!state.endsOperand(open.token[top]! - 1)) state.dropOpener();
      else if (open.bracket[top] === Bracket.square) state.closeInnermost();
      else break;
    }
    const last = state.lastSolid();
    if (open.depth === 0 && state.buffer.kind[last] === TokenKind.colon) state.discard(last);
    return this.#push(TokenKind.equals, at);
  }

  colon(at: number): boolean {
    return this.#push(this.#isStrayColon() ? TokenKind.error : TokenKind.colon, at);
  }

  #isStrayColon(): boolean {
    const { open } = this.#state;
    const last = this.#state.lastKind();
    if (open.depth === 0) return last === TokenKind.equals;
    const top = open.depth - 1;
    const item = open.item[top]!;
    if (item > 1) {
      open.item[top] = item - 2;
      return false;
    }
    if (open.bracket[top] !== Bracket.curly) return false;
    if (item === 1 || last === TokenKind.open || last === TokenKind.comma) return true;
    open.item[top] = 1;
    return last === TokenKind.colon;
  }

  #push(kind: number, at: number): true {
    this.#state.buffer.push(kind, at, at + 1, 0, kind === TokenKind.error ? 1 : 0);
    return true;
  }

  /**
   * A logical line is indented although nothing above asks for it. If it is the first entry of a table whose `{` was lost
   * (`STEPS = ` and entries below), the line above goes on with an added one.
   */
  continueTable(at: number, column: number, outerColumn: number): boolean {
    const state = this.#state;
    const { buffer } = state;
    const begins = beginningAt(state.text, at);
    const newline = state.lastSolid();
    if (newline < 1 || buffer.kind[newline] !== TokenKind.newline) return false;
    const before = state.solidBefore(newline - 1);
    switch (begins) {
      case 'key':
        if (!state.startsString(at) && buffer.kind[before] !== TokenKind.equals) return false;
        break;
      case 'argument':
        if (state.textOf(before) !== 'dict') return false;
        break;
      default:
        return false;
    }
    if (this.#closesAdded(before)) return false;
    buffer.remove(newline);
    this.startLine(at, column);
    if (!this.#hasEquals(before)) state.add(TokenKind.equals, 0);
    state.addOpener(begins === 'key' ? Bracket.curly : Bracket.round, outerColumn, column);
    return true;
  }

  /** The line above is a table that got an added bracket and has ended. */
  #closesAdded(token: number): boolean {
    const { kind, match, start, end } = this.#state.buffer;
    if (kind[token] !== TokenKind.close) return false;
    const opener = match[token]!;
    return start[opener] === end[opener];
  }

  /** Whether the logical line that ends at `last` assigns something. */
  #hasEquals(last: number): boolean {
    const { kind, match } = this.#state.buffer;
    for (let i = last; i >= 0 && kind[i] !== TokenKind.newline; i--) {
      if (kind[i] === TokenKind.equals) return true;
      if (kind[i] === TokenKind.close) i = match[i]!;
    }
    return false;
  }

  /** `class A(B:` and a body below: the brackets of the header end before its colon. */
  #endHeader(): boolean {
    const state = this.#state;
    const { buffer, open } = state;
    const colon = state.lastSolid();
    if (!this.#isHeader || buffer.kind[colon] !== TokenKind.colon) return false;
    for (let i = 0; i < open.depth; i++) if (open.content[i] !== -1) return false;
    if (open.bracket[open.depth - 1] !== Bracket.round) return false;
    const at = buffer.start[colon]!;
    buffer.remove(colon);
    while (open.depth > 0) state.closeInnermost();
    const moved = state.add(TokenKind.colon, 0);
    buffer.start[moved] = at;
    buffer.end[moved] = at + 1;
    buffer.damaged[moved] = 0;
    state.add(TokenKind.newline, 0);
    return true;
  }
}
