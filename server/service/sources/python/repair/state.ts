import type { OpenBrackets } from '../openBrackets.js';
import { endsOperand } from '../operands.js';
import type { TokenBuffer } from '../tokenBuffer.js';
import { TokenKind } from '../tokens.js';

/** What the parts of the second reading share: the tokens so far, the brackets that are open, and the line that is being read. */
export class RepairState {
  /** The first code of the current line and its column; lines inside a multi-line string do not count. */
  lineAt = 0;
  column = 0;
  /** Where `lastSolid` was asked for last, and what it was. */
  #solidFrom = -1;
  #solid = -1;

  constructor(
    readonly text: string,
    readonly buffer: TokenBuffer,
    readonly open: OpenBrackets,
  ) {}

  /** The index of the last token that is neither comment nor error. Remembered, so that a run of them is crossed once. */
  lastSolid(): number {
    const from = this.buffer.count - 1;
    this.#solid = this.solidBefore(from);
    this.#solidFrom = from;
    return this.#solid;
  }

  /** The index of the last such token at or before `from`; -1 if there is none. */
  solidBefore(from: number): number {
    const { kind } = this.buffer;
    let i = from;
    while (i >= 0 && (kind[i] === TokenKind.comment || kind[i] === TokenKind.error)) {
      if (i === this.#solidFrom) return this.#solid;
      i--;
    }
    return i;
  }

  lastKind(): number {
    return this.buffer.kind[this.lastSolid()]!;
  }

  endsOperand(token: number): boolean {
    return endsOperand(this.text, this.buffer, token);
  }

  textOf(token: number): string {
    return this.text.slice(this.buffer.start[token], this.buffer.end[token]);
  }

  /** Whether a string starts at an offset, with or without prefix. */
  startsString(at = this.lineAt): boolean {
    return /["']/.test(this.text.slice(at, at + 3));
  }

  /** Adds a token of no width at the end of the code so far, ahead of comments. */
  add(kind: number, flags: number): number {
    const { buffer } = this;
    let at = buffer.count;
    while (at > 0 && buffer.kind[at - 1] === TokenKind.comment) at--;
    buffer.insert(at, kind, buffer.end[at - 1]!, flags, 1);
    this.#solidFrom = -1;
    return at;
  }

  /** A token is one too many. */
  discard(token: number): void {
    this.buffer.kind[token] = TokenKind.error;
    this.buffer.flags[token] = 0;
    this.buffer.damaged[token] = 1;
    this.#solidFrom = -1;
  }

  /** Adds a bracket that the text lost, for lines that stand in column `content`. */
  addOpener(bracket: number, indent: number, content: number): void {
    this.open.push(this.add(TokenKind.open, bracket), bracket, -1, indent);
    this.open.content[this.open.depth - 1] = content;
  }

  /** The innermost bracket was one too many. */
  dropOpener(): void {
    this.open.depth--;
    this.discard(this.open.token[this.open.depth]!);
  }

  /** The innermost bracket was never closed. */
  closeInnermost(): void {
    const { open, buffer } = this;
    open.depth--;
    const opener = open.token[open.depth]!;
    buffer.damaged[opener] = 1;
    buffer.pair(opener, this.add(TokenKind.close, open.bracket[open.depth]!));
  }

  /** Closes brackets until `keep` are open; the logical line ends with the last. */
  endLine(keep: number): void {
    while (this.open.depth > keep) this.closeInnermost();
    if (keep === 0) this.add(TokenKind.newline, 0);
  }
}
