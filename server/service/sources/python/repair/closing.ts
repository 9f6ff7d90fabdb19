import { bracketOf } from '../characters.js';
import { beginningAt, endOfLine, type LineStart, nextCode } from '../lineStart.js';
import { Bracket, TokenKind } from '../tokens.js';
import { SEARCH_DEPTH } from './limits.js';
import type { RepairState } from './state.js';

/** Finds what a closing bracket closes, where brackets do not pair. */
export class ClosingBrackets {
  readonly #state: RepairState;
  #next: LineStart | undefined;
  /** The end of the line for which `#next` was found. */
  #nextAfter = -1;

  constructor(state: RepairState) {
    this.#state = state;
  }

  /** The index of the open bracket that the closing one at `at` pairs with, or -1 if it is one too many. */
  openerFor(at: number, bracket: number): number {
    const { lineAt } = this.#state;
    if (at < lineAt) return -1;
    return at === lineAt ? this.#forFirstOfLine(at, bracket) : this.#forLater(at, bracket);
  }

  /** A bracket that starts its line closes one whose line, or else whose content, starts in its column. */
  #forFirstOfLine(at: number, bracket: number): number {
    const { open, column, text } = this.#state;
    const top = open.depth - 1;
    const lowest = Math.max(0, top - SEARCH_DEPTH);
    for (let i = top; i >= lowest; i--) {
      if (open.bracket[i] !== bracket || open.indent[i] !== column) continue;
      return (i > 0 && endsLine(text, at)) || !this.#goesOn(i, at) ? i : -1;
    }
    if (top >= 0 && open.bracket[top] === bracket) return this.#goesOn(top, at) ? -1 : top;
    for (let i = top; i >= lowest; i--) {
      if (open.bracket[i] !== bracket || open.content[i] !== column) continue;
      return this.#goesOn(i, at) ? -1 : i;
    }
    return -1;
  }

  #forLater(at: number, bracket: number): number {
    const { open, lineAt, text } = this.#state;
    const top = open.depth - 1;
    const lowest = Math.max(0, top - SEARCH_DEPTH);
    for (let i = top; i >= lowest; i--) {
      if (open.bracket[i] !== bracket) continue;
      if (open.line[i] === lineAt) return i === top && this.#entriesFollow(at) ? -1 : i;
      if (i < top && !endsLine(text, at)) return -1;
      return this.#goesOn(i, at) ? -1 : i;
    }
    return -1;
  }

  /** Whether what follows shows that what is open from bracket `from` inwards has not ended at `at`. */
  #goesOn(from: number, at: number): boolean {
    const { open, text } = this.#state;
    if (operandFollows(text, at, open.bracket[from]!)) return true;
    const next = this.#lineAfter(at);
    if (next === undefined) return false;
    const outer = from - 1;
    if (next.begins === 'closer') {
      const bracket = bracketOf(text.charCodeAt(next.at));
      const fits = (i: number): boolean =>
        open.bracket[i] === bracket && open.indent[i] === next.column;
      for (let i = from; i < open.depth; i++) if (fits(i)) return !(outer >= 0 && fits(outer));
      return false;
    }
    if (from === 0 && next.column > open.indent[0]! && endsLine(text, at)) return true;
    for (let i = from; i < open.depth; i++) {
      if (open.content[i] === next.column && next.column > open.indent[i]!) {
        return !(outer >= 0 && open.content[outer] === next.column);
      }
    }
    return false;
  }

  /** Whether `{}` ends the line although the entries stand below it: then the `}` was typed too early. */
  #entriesFollow(at: number): boolean {
    const { text, column } = this.#state;
    if (this.#state.lastKind() !== TokenKind.open) return false;
    if (!/^[ \t]*(?:#|$)/.test(text.slice(at + 1, endOfLine(text, at)))) return false;
    const next = this.#lineAfter(at);
    return (
      next !== undefined &&
      next.column > column &&
      (next.begins === 'key' || next.begins === 'argument')
    );
  }

  /** The first line of code below `at`; found once for each line. */
  #lineAfter(at: number): LineStart | undefined {
    if (at < this.#nextAfter && this.#next !== undefined && this.#next.at > at) return this.#next;
    const { text } = this.#state;
    const end = endOfLine(text, at);
    if (end !== this.#nextAfter) {
      this.#nextAfter = end;
      const code = nextCode(text, end);
      this.#next = code && { ...code, begins: beginningAt(text, code.at) };
    }
    return this.#next;
  }
}

/** Whether only closing brackets, commas and a comment stand on the line from `at` on. */
function endsLine(text: string, at: number): boolean {
  let i = at;
  while (i < text.length && /[\])},; \t]/.test(text.charAt(i))) i++;
  return i === text.length || /[#\n\r]/.test(text.charAt(i));
}

/** Whether what follows a closing bracket on its line shows that it is one too many: no operand can follow an operand. */
function operandFollows(text: string, at: number, bracket: number): boolean {
  const blanks = /^[ \t]*/.exec(text.slice(at + 1, at + 80))![0].length;
  const next = at + 1 + blanks;
  switch (beginningAt(text, next)) {
    case 'key':
    case 'argument':
    case 'string':
    case 'word':
      return true;
    case 'opener':
      return bracket === Bracket.curly || text.charAt(next) === '{';
    default:
      return bracket === Bracket.curly && /^:[ \t]*[^\s#=]/.test(text.slice(next, next + 60));
  }
}
