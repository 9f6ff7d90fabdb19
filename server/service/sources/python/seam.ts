import type { OpenBrackets } from './openBrackets.js';
import type { TokenBuffer } from './tokenBuffer.js';
import { Bracket, TokenKind, type Tokens, tokenIs } from './tokens.js';

/** Where a part of an edited text is read from, and what is known there. */
export interface TextState {
  /** The offset. */
  readonly at: number;
  /** The tokens of the text before the edit; those from `from` to `to` (exclusive) are what the reading looks back to. */
  readonly before: Tokens;
  readonly from: number;
  readonly to: number;
  /** The brackets that are open, outermost first. */
  readonly brackets: readonly OpenBracket[];
  /** How many blocks are open. */
  readonly indents: number;
}

export interface OpenBracket {
  /** Its token in the text before the edit. */
  readonly token: number;
  readonly bracket: number;
  /** As in {@link OpenBrackets}. */
  item: number;
}

/** Behind an edit so far at most; then it is dearer to look on than to read anew. */
const FARTHEST = 50_000;

/**
 * Looks for the place behind an edit where the reading of the edited text comes to the state in which that of the old text
 * was there: from then on they find the same. That is looked for behind commas in brackets, and at the ends of logical
 * lines outside of brackets and blocks: there nothing but the open brackets decides how a text is read on.
 */
export class Seam {
  /** The tokens of the old text up to the seam; undefined while it is not found. */
  token: number | undefined;
  readonly #old: Tokens;
  readonly #editEnd: number;
  readonly #shift: number;
  /** The next token of the old text that is looked at, and the state before it. */
  #next: number;
  readonly #brackets: OpenBracket[];
  #indents: number;
  readonly #isInBlock: boolean;
  #hasLeftStatement = false;

  /**
   * @param editEnd where the edit ends in the new text
   * @param shift how much longer the new text is
   */
  constructor(state: TextState, editEnd: number, shift: number) {
    this.#old = state.before;
    this.#next = state.to;
    this.#brackets = state.brackets.map(bracket => ({ ...bracket }));
    this.#indents = state.indents;
    this.#isInBlock = state.indents > 0;
    this.#editEnd = editEnd;
    this.#shift = shift;
  }

  /** The brackets of the old text that are open at the seam. */
  get brackets(): readonly OpenBracket[] {
    return this.#brackets;
  }

  /**
   * Whether the reading may end behind the last token in the buffer, a comma or line end: there is the seam, or there is none.
   * @param indents blocks that were opened since the reading began
   */
  isReached(buffer: TokenBuffer, open: OpenBrackets, indents: number): boolean {
    const last = buffer.count - 1;
    const isLineEnd = buffer.kind[last] === TokenKind.newline;
    // Of the blocks around the statement that it began in, the reading knows nothing.
    if (isLineEnd && this.#isInBlock) return true;
    const start = buffer.start[last]!;
    if (start < this.#editEnd || indents > 0 || (!isLineEnd && open.depth === 0)) return false;
    if (start > this.#editEnd + FARTHEST) return true;
    this.#follow(start - this.#shift);
    const token = this.#next - 1;
    const old = this.#old;
    if (old.start[token] !== start - this.#shift || old.kind[token] !== buffer.kind[last]) {
      return false;
    }
    if (!this.#isAlike(open) || followsColon(old, token) !== followsColon(buffer, last)) {
      return false;
    }
    this.token = this.#next;
    return true;
  }

  #isAlike(open: OpenBrackets): boolean {
    const brackets = this.#brackets;
    if (this.#isInBlock ? this.#hasLeftStatement : this.#indents > 0) return false;
    return (
      open.depth === brackets.length &&
      brackets.every(({ bracket, item }, i) => open.bracket[i] === bracket && open.item[i] === item)
    );
  }

  /** Goes on in the old text up to the last token that starts at an offset or before. */
  #follow(offset: number): void {
    const { kind, flags, start, count } = this.#old;
    const brackets = this.#brackets;
    for (; this.#next < count && start[this.#next]! <= offset; this.#next++) {
      const token = this.#next;
      const innermost = brackets.at(-1);
      switch (kind[token]) {
        case TokenKind.open:
          brackets.push({ token, bracket: flags[token]!, item: 0 });
          break;
        case TokenKind.close:
          brackets.pop();
          break;
        case TokenKind.comma:
          if (innermost !== undefined) innermost.item = 0;
          break;
        case TokenKind.colon:
          if (innermost === undefined) break;
          if (innermost.item > 1) innermost.item -= 2;
          else if (innermost.bracket === Bracket.curly) innermost.item = 1;
          break;
        case TokenKind.name:
          if (innermost !== undefined && tokenIs(this.#old, token, 'lambda')) innermost.item += 2;
          break;
        case TokenKind.newline:
          this.#hasLeftStatement = true;
          break;
        case TokenKind.indent:
          this.#indents++;
          break;
        case TokenKind.dedent:
          this.#indents--;
          break;
      }
    }
  }
}

/** Whether a token comes behind a colon, comments passed over: then the line after it may be indented. */
function followsColon({ kind }: Pick<Tokens, 'kind'>, token: number): boolean {
  let before = token - 1;
  while (before >= 0 && kind[before] === TokenKind.comment) before--;
  return kind[before] === TokenKind.colon;
}
