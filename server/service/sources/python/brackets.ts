import {
  beginningAt,
  codeAfterBracket,
  codeAfterStray,
  endOfLine,
  isBlockHeader,
  isLoneWord,
  type LineStart,
  nextCode,
  readsAsStatement,
} from './lineStart.js';
import type { OpenBrackets } from './openBrackets.js';
import { endsOperand, isKeyOfItsOwn } from './operands.js';
import type { TokenBuffer } from './tokenBuffer.js';
import { Bracket, TokenKind } from './tokens.js';

/** How far out a bracket is looked for when one does not fit the innermost: deeper text is not written by people. */
const SEARCH_DEPTH = 100;

/**
 * The second reading of brackets, for a statement whose brackets do not pair. It trusts indentation more than brackets:
 * a line that is not indented under an open bracket ends it (`"New": {` being typed does not swallow the entries below),
 * a closing bracket is refused if the next line still belongs to what it would close, and entries that stand
 * below a lost `{` get one.
 */
export class BracketRepair {
  /** The first token of the current line and its column; lines inside a multi-line string do not count. */
  #lineAt = 0;
  #column = 0;
  /** The logical line starts with the keyword of a block, in this column. */
  #isHeader = false;
  #headerColumn = 0;
  #next: LineStart | undefined;
  /** The end of the line for which `#next` was found. */
  #nextAfter = -1;
  /** What #closerFollows found last, and up to where that holds. */
  #closerBefore = -1;
  #closerFound = false;
  /** Lookup of the last token that counts, see #lastSolid. */
  #solidFrom = -1;
  #solid = -1;
  readonly #text: string;
  readonly #buffer: TokenBuffer;
  readonly #open: OpenBrackets;

  constructor(text: string, buffer: TokenBuffer, open: OpenBrackets) {
    this.#text = text;
    this.#buffer = buffer;
    this.#open = open;
  }

  /** Whether the code so far ends in an operand. */
  followsOperand(): boolean {
    return endsOperand(this.#text, this.#buffer, this.#lastSolid());
  }

  /** A logical line starts: nothing is open. */
  startLine(at: number, column: number): void {
    this.#lineAt = at;
    this.#column = column;
    this.#isHeader = isBlockHeader(this.#text, at);
    this.#headerColumn = column;
  }

  /**
   * A line ends inside brackets: decides what the next line of code means for them.
   * @param from the start of the next line
   */
  nextLine(from: number): void {
    if (from <= this.#lineAt) return;
    const code = nextCode(this.#text, from);
    if (code === undefined) {
      this.endLine(0);
      return;
    }
    if (code.column > this.#headerColumn && this.#endHeader()) return;
    const start = codeAfterStray(this.#text, code);
    const begins = beginningAt(this.#text, start.at);
    this.#lineAt = start.at;
    this.#column = start.column;
    if (begins === 'closer') return;
    this.#endWhatIsNotIndented(start.at, begins);
    const open = this.#open;
    if (begins === 'argument') this.#dropDoubledRound();
    if (open.depth === 0) return;
    if (begins === 'key' && this.#addLostDisplay()) return;
    if (open.depth === 0) return;
    const top = open.depth - 1;
    if (begins === 'opener' && open.bracket[top] === Bracket.curly) this.#lookPastStray(code);
    if (open.content[top] === -1) open.content[top] = this.#column;
    else if (this.#column > open.content[top]! && this.#addLostOpener(begins)) return;
    if (this.#text.charAt(code.at) !== ',') this.#addMissingComma(begins);
  }

  open(at: number, bracket: number): void {
    const open = this.#open;
    if (bracket === Bracket.curly && open.depth > 0) {
      const top = open.depth - 1;
      const last = this.#lastSolid();
      if (open.bracket[top] === Bracket.curly) {
        if (open.token[top] === last && open.line[top] === this.#lineAt) {
          this.#buffer.push(TokenKind.error, at, at + 1, 0, 1);
          return;
        }
        if (open.item[top] === 0 && endsOperand(this.#text, this.#buffer, last)) {
          this.#add(TokenKind.colon, 0);
          open.item[top] = 1;
        }
      }
    }
    const token = this.#buffer.push(TokenKind.open, at, at + 1, bracket, 0);
    open.push(token, bracket, this.#lineAt, this.#column);
  }

  close(at: number, bracket: number): void {
    const opener = this.#openerFor(at, bracket);
    if (opener < 0) {
      this.#buffer.push(TokenKind.error, at, at + 1, 0, 1);
      return;
    }
    const open = this.#open;
    while (open.depth - 1 > opener) this.#closeInnermost();
    open.depth--;
    this.#buffer.pair(
      open.token[opener]!,
      this.#buffer.push(TokenKind.close, at, at + 1, bracket, 0),
    );
  }

  comma(at: number): void {
    const last = this.#buffer.kind[this.#lastSolid()];
    const open = this.#open;
    const superfluous =
      open.depth > 0
        ? last === TokenKind.open || last === TokenKind.comma
        : last === TokenKind.equals;
    this.#buffer.push(
      superfluous ? TokenKind.error : TokenKind.comma,
      at,
      at + 1,
      0,
      superfluous ? 1 : 0,
    );
    if (open.depth > 0) open.item[open.depth - 1] = 0;
  }

  /**
   * An `=` ends a subscript that was not closed (`Dict[str, Any = {`), can stand in no brackets but those of a call
   * (`(NAME = {`), and makes no sense after a colon (`NAME: = {`).
   */
  equals(at: number): void {
    const open = this.#open;
    while (open.depth > 0 && open.line[open.depth - 1] === this.#lineAt) {
      const top = open.depth - 1;
      if (open.item[top]! > 1) break;
      const opener = open.token[top]!;
      if (!endsOperand(this.#text, this.#buffer, opener - 1)) this.#dropOpener();
      else if (open.bracket[top] === Bracket.square) this.#closeInnermost();
      else break;
    }
    const last = this.#lastSolid();
    if (open.depth === 0 && this.#buffer.kind[last] === TokenKind.colon) this.#discard(last);
    this.#buffer.push(TokenKind.equals, at, at + 1, 0, 0);
  }

  colon(at: number): void {
    const open = this.#open;
    let superfluous = open.depth === 0 && this.#buffer.kind[this.#lastSolid()] === TokenKind.equals;
    if (open.depth > 0) {
      const top = open.depth - 1;
      const item = open.item[top]!;
      if (item > 1) open.item[top] = item - 2;
      else if (open.bracket[top] === Bracket.curly) {
        const last = this.#buffer.kind[this.#lastSolid()];
        superfluous =
          item === 1 ||
          last === TokenKind.open ||
          last === TokenKind.comma ||
          last === TokenKind.colon;
        if (!superfluous) open.item[top] = 1;
      }
    }
    this.#buffer.push(
      superfluous ? TokenKind.error : TokenKind.colon,
      at,
      at + 1,
      0,
      superfluous ? 1 : 0,
    );
  }

  /**
   * A logical line is indented although nothing above asks for it. If it is the first entry of a table whose `{` was lost
   * (`STEPS = ` and entries below), the line above goes on with an added one.
   */
  continueTable(at: number, column: number, outerColumn: number): boolean {
    const begins = beginningAt(this.#text, at);
    if (begins !== 'key' && begins !== 'argument') return false;
    const buffer = this.#buffer;
    const newline = this.#lastSolid();
    if (newline < 1 || buffer.kind[newline] !== TokenKind.newline) return false;
    const before = this.#solidBefore(newline - 1);
    if (begins === 'key' && !this.#startsString(at) && buffer.kind[before] !== TokenKind.equals) {
      return false;
    }
    if (begins === 'argument' && this.#textOf(before) !== 'dict') return false;
    buffer.remove(newline);
    this.startLine(at, column);
    this.#column = outerColumn;
    if (!this.#hasEquals(before)) this.#add(TokenKind.equals, 0);
    this.#addOpener(begins === 'key' ? Bracket.curly : Bracket.round, outerColumn, column);
    this.#column = column;
    return true;
  }

  /** Whether the logical line that ends at `last` assigns something. */
  #hasEquals(last: number): boolean {
    const { kind, match } = this.#buffer;
    for (let i = last; i >= 0 && kind[i] !== TokenKind.newline; i--) {
      if (kind[i] === TokenKind.equals) return true;
      if (kind[i] === TokenKind.close) i = match[i]!;
    }
    return false;
  }

  /** `class A(B:` and a body below: the brackets of the header end before its colon. */
  #endHeader(): boolean {
    const open = this.#open;
    const colon = this.#lastSolid();
    if (!this.#isHeader || this.#buffer.kind[colon] !== TokenKind.colon) return false;
    for (let i = 0; i < open.depth; i++) if (open.content[i] !== -1) return false;
    if (open.bracket[open.depth - 1] !== Bracket.round) return false;
    const buffer = this.#buffer;
    const at = buffer.start[colon]!;
    buffer.remove(colon);
    while (open.depth > 0) this.#closeInnermost();
    buffer.end[this.#add(TokenKind.colon, 0)] = at + 1;
    buffer.start[this.#lastSolid()] = at;
    buffer.damaged[this.#lastSolid()] = 0;
    this.#add(TokenKind.newline, 0);
    return true;
  }

  /** Closes the brackets that the new line is not indented under. */
  #endWhatIsNotIndented(at: number, begins: LineStart['begins']): void {
    const open = this.#open;
    const column = this.#column;
    let keep = open.depth;
    while (keep > 0 && open.indent[keep - 1]! >= column) keep--;
    if (keep === 0 && !readsAsStatement(this.#text, at)) keep = this.#tableAround(at, column);
    if (begins === 'statement') {
      while (keep > 0 && open.content[keep - 1] === -1) keep--;
    } else if (begins === 'key') {
      keep = this.#displayAround(keep, this.#column);
    }
    this.endLine(keep);
  }

  /** Closes brackets until `keep` are open; the logical line ends with the last. */
  endLine(keep: number): void {
    while (this.#open.depth > keep) this.#closeInnermost();
    if (keep === 0) this.#add(TokenKind.newline, 0);
  }

  /**
   * A line stands too far to the left, yet it is no statement: something that is being typed at the wrong place, or text
   * that lost its quotes. It does not end a table whose other lines are indented further.
   * @returns how many brackets stay open
   */
  #tableAround(at: number, column: number): number {
    const open = this.#open;
    for (let i = 0; i < open.depth; i++) {
      const content = open.content[i] === -1 ? this.#contentBelow(i, at) : open.content[i]!;
      if (content <= column) continue;
      if (isLoneWord(this.#text, at)) {
        const after = nextCode(this.#text, endOfLine(this.#text, at));
        if (after === undefined || after.column !== content) return 0;
      }
      this.#column = content;
      return i + 1;
    }
    return 0;
  }

  /** The column of the line after the one at `at`, if it reads as an entry in bracket `index`; otherwise -1. */
  #contentBelow(index: number, at: number): number {
    const open = this.#open;
    if (index < open.depth - 1) return -1;
    const code = nextCode(this.#text, endOfLine(this.#text, at));
    if (code === undefined || code.column <= open.indent[index]!) return -1;
    const begins = beginningAt(this.#text, code.at);
    return begins === 'key' || begins === 'argument' ? code.column : -1;
  }

  /** `"name":` can stand in a dict display alone: brackets of other kinds that were opened on its way end. */
  #displayAround(keep: number, column: number): number {
    const open = this.#open;
    const lowest = Math.max(0, keep - SEARCH_DEPTH);
    for (let i = keep - 1; i >= lowest; i--) {
      if (open.bracket[i] !== Bracket.curly) continue;
      const sameLine = open.content[i] === -1 && open.line[i] === open.line[keep - 1];
      return open.content[i] === column || sameLine ? i + 1 : keep;
    }
    const subscripts = open.bracket[0] === Bracket.square && open.content[keep - 1] === -1;
    return subscripts && lowest === 0 && open.token[keep - 1] !== this.#lastSolid() ? 0 : keep;
  }

  /** `[   "name": {`: no entry starts with a bracket, so the column of the name is the line's. */
  #lookPastStray(code: { at: number; column: number }): void {
    const name = codeAfterBracket(this.#text, code);
    if (name !== undefined) this.#column = name.column;
  }

  /** Entries right after a `(` or `[`: `foo(` was `foo({`. */
  #addLostDisplay(): boolean {
    const open = this.#open;
    const top = open.depth - 1;
    if (open.bracket[top] === Bracket.curly || !this.#startsString()) return false;
    const opener = open.token[top]!;
    if (opener !== this.#lastSolid() || this.#textOf(opener - 1) === 'dict') return false;
    const before = this.#buffer.kind[opener - 1];
    if (before === TokenKind.comma || before === TokenKind.open) {
      this.#dropOpener();
      return false;
    }
    this.#addOpener(Bracket.curly, open.indent[top]!, this.#column);
    return true;
  }

  /** Arguments stand in the brackets of a call: of `dict((` the second is one too many. */
  #dropDoubledRound(): void {
    const open = this.#open;
    const top = open.depth - 1;
    if (top < 1) return;
    const last = this.#lastSolid();
    if (open.token[top] !== last || open.token[top - 1] !== last - 1) return;
    if (open.bracket[top] !== Bracket.round || open.bracket[top - 1] !== Bracket.round) return;
    this.#dropOpener();
  }

  /** The innermost bracket was one too many. */
  #dropOpener(): void {
    this.#open.depth--;
    this.#discard(this.#open.token[this.#open.depth]!);
  }

  #discard(token: number): void {
    this.#buffer.kind[token] = TokenKind.error;
    this.#buffer.flags[token] = 0;
    this.#buffer.damaged[token] = 1;
    this.#solidFrom = -1;
  }

  #addLostOpener(begins: LineStart['begins']): boolean {
    if (begins !== 'key' && begins !== 'argument') return false;
    const open = this.#open;
    const top = open.depth - 1;
    const last = this.#lastSolid();
    const kind = this.#buffer.kind[last];
    if (open.bracket[top] !== Bracket.curly) return false;
    if (kind === TokenKind.open || kind === TokenKind.operator) return false;
    if (kind === TokenKind.comma) {
      if (!this.#closerFollows(open.content[top]!)) return false;
    } else if (begins === 'argument' && kind !== TokenKind.name) return false;
    const bracket = begins === 'key' ? Bracket.curly : Bracket.round;
    this.#addOpener(bracket, open.content[top]!, this.#column);
    return true;
  }

  /** Whether the lines that are indented further than `column` end at a closing bracket in that column. */
  #closerFollows(column: number): boolean {
    if (this.#lineAt < this.#closerBefore) return this.#closerFound;
    let code = nextCode(this.#text, endOfLine(this.#text, this.#lineAt));
    while (code !== undefined && code.column > column) {
      code = nextCode(this.#text, endOfLine(this.#text, code.at));
    }
    this.#closerBefore = code?.at ?? this.#text.length;
    this.#closerFound =
      code !== undefined && code.column === column && beginningAt(this.#text, code.at) === 'closer';
    return this.#closerFound;
  }

  #addOpener(bracket: number, indent: number, content: number): void {
    const token = this.#add(TokenKind.open, bracket);
    this.#open.push(token, bracket, -1, indent);
    this.#open.content[this.#open.depth - 1] = content;
  }

  #addMissingComma(begins: LineStart['begins']): void {
    const open = this.#open;
    const top = open.depth - 1;
    const buffer = this.#buffer;
    const last = this.#lastSolid();
    const kind = buffer.kind[last];
    if (kind === TokenKind.comma || kind === TokenKind.open) return;
    const isDisplay = open.bracket[top] === Bracket.curly;
    const operand = endsOperand(this.#text, buffer, last);
    const halfString = kind === TokenKind.string && buffer.damaged[last] === 1;
    const afterString = kind === TokenKind.string && !halfString;
    let missing = false;
    if (begins === 'key' && isDisplay) {
      missing =
        open.item[top] === 1 ||
        (operand && !(afterString && this.#startsString())) ||
        (afterString && isKeyOfItsOwn(this.#text, buffer, last, this.#lineAt));
    } else if (begins === 'argument') {
      missing =
        open.bracket[top] === Bracket.round &&
        (operand || kind === TokenKind.equals || kind === TokenKind.colon);
    } else if (begins === 'string' || begins === 'key') {
      missing = operand && !afterString;
    } else if (begins === 'word') {
      missing = operand;
    }
    if (!missing) return;
    this.#add(TokenKind.comma, 0);
    open.item[top] = 0;
  }

  #startsString(at = this.#lineAt): boolean {
    return /["']/.test(this.#text.slice(at, at + 3));
  }

  /** The index of the open bracket that a closing one pairs with, or -1 if it is one too many. */
  #openerFor(at: number, bracket: number): number {
    if (at < this.#lineAt) return -1;
    const open = this.#open;
    const top = open.depth - 1;
    const lowest = Math.max(0, top - SEARCH_DEPTH);
    if (at === this.#lineAt) {
      for (let i = top; i >= lowest; i--) {
        if (open.bracket[i] === bracket && open.indent[i] === this.#column) {
          return (i > 0 && endsLine(this.#text, at)) || !this.#goesOn(i, at) ? i : -1;
        }
      }
      if (top >= 0 && open.bracket[top] === bracket) return this.#goesOn(top, at) ? -1 : top;
      for (let i = top; i >= lowest; i--) {
        if (open.bracket[i] === bracket && open.content[i] === this.#column) {
          return this.#goesOn(i, at) ? -1 : i;
        }
      }
      return -1;
    }
    for (let i = top; i >= lowest; i--) {
      if (open.bracket[i] !== bracket) continue;
      if (open.line[i] !== this.#lineAt) {
        if (i < top && !endsLine(this.#text, at)) return -1;
        return this.#goesOn(i, at) ? -1 : i;
      }
      return i === top && this.#entriesFollow(at) ? -1 : i;
    }
    return -1;
  }

  /** Whether the next line shows that what is open from bracket `from` inwards has not ended at `at`. */
  #goesOn(from: number, at: number): boolean {
    if (codeFollowsOnLine(this.#text, at, this.#open.bracket[from]!)) return true;
    const next = this.#lineAfter(at);
    if (next === undefined) return false;
    const open = this.#open;
    const outer = from - 1;
    if (next.begins === 'closer') {
      const bracket = bracketAt(this.#text, next.at);
      for (let i = from; i < open.depth; i++) {
        if (open.bracket[i] === bracket && open.indent[i] === next.column) {
          return !(
            outer >= 0 &&
            open.bracket[outer] === bracket &&
            open.indent[outer] === next.column
          );
        }
      }
      return false;
    }
    if (from === 0 && next.column > open.indent[0]! && endsLine(this.#text, at)) return true;
    for (let i = from; i < open.depth; i++) {
      if (open.content[i] === next.column && next.column > open.indent[i]!) {
        return !(outer >= 0 && open.content[outer] === next.column);
      }
    }
    return false;
  }

  /** Whether `{}` ends the line although the entries stand below it: then the `}` was typed too early. */
  #entriesFollow(at: number): boolean {
    if (this.#buffer.kind[this.#lastSolid()] !== TokenKind.open) return false;
    const rest = this.#text.slice(at + 1, endOfLine(this.#text, at));
    if (!/^[ \t]*(?:#|$)/.test(rest)) return false;
    const next = this.#lineAfter(at);
    return (
      next !== undefined &&
      next.column > this.#column &&
      (next.begins === 'key' || next.begins === 'argument')
    );
  }

  #lineAfter(at: number): LineStart | undefined {
    if (at >= this.#nextAfter || this.#next === undefined || this.#next.at <= at) {
      const end = endOfLine(this.#text, at);
      if (end !== this.#nextAfter) {
        this.#nextAfter = end;
        const code = nextCode(this.#text, end);
        this.#next = code && { ...code, begins: beginningAt(this.#text, code.at) };
      }
    }
    return this.#next;
  }

  #closeInnermost(): void {
    const open = this.#open;
    open.depth--;
    const opener = open.token[open.depth]!;
    this.#buffer.damaged[opener] = 1;
    const close = this.#add(TokenKind.close, open.bracket[open.depth]!);
    this.#buffer.pair(opener, close);
  }

  /** Adds a token of no width at the end of the code before it, ahead of comments. */
  #add(kind: number, flags: number): number {
    const buffer = this.#buffer;
    let at = buffer.count;
    while (at > 0 && buffer.kind[at - 1] === TokenKind.comment) at--;
    buffer.insert(at, kind, buffer.end[at - 1]!, flags, 1);
    this.#solidFrom = -1;
    return at;
  }

  #textOf(token: number): string {
    return this.#text.slice(this.#buffer.start[token], this.#buffer.end[token]);
  }

  /** The index of the last token that is neither comment nor error. Remembered, so that a run of them is crossed once. */
  #lastSolid(): number {
    const from = this.#buffer.count - 1;
    this.#solid = this.#solidBefore(from);
    this.#solidFrom = from;
    return this.#solid;
  }

  #solidBefore(from: number): number {
    const { kind } = this.#buffer;
    let i = from;
    while (i >= 0 && (kind[i] === TokenKind.comment || kind[i] === TokenKind.error)) {
      if (i === this.#solidFrom) return this.#solid;
      i--;
    }
    return i;
  }
}

/** Whether only closing brackets, commas and a comment stand on the line from `at` on. */
function endsLine(text: string, at: number): boolean {
  let i = at;
  while (i < text.length && /[\])},; \t]/.test(text.charAt(i))) i++;
  return i === text.length || /[#\n\r]/.test(text.charAt(i));
}

/** Whether what follows a closing bracket on its line shows that it is one too many: no operand can follow an operand. */
function codeFollowsOnLine(text: string, at: number, bracket: number): boolean {
  const rest = text.slice(at + 1, at + 80);
  const code = at + 1 + (rest.length - rest.trimStart().length);
  if (code >= text.length || isLineBreakWithin(text, at + 1, code)) return false;
  switch (beginningAt(text, code)) {
    case 'key':
    case 'argument':
    case 'string':
    case 'word':
      return true;
    case 'opener':
      return bracket === Bracket.curly || text.charAt(code) === '{';
    default:
      return bracket === Bracket.curly && /^:[ \t]*[^\s#=]/.test(text.slice(code, code + 60));
  }
}

function isLineBreakWithin(text: string, from: number, to: number): boolean {
  return /[\n\r]/.test(text.slice(from, to));
}

function bracketAt(text: string, at: number): number {
  return bracketOf(text.charCodeAt(at));
}

/** The Bracket of a bracket character. */
export function bracketOf(code: number): number {
  if (code < 42) return Bracket.round;
  return code < 94 ? Bracket.square : Bracket.curly;
}
