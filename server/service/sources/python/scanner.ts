import { BracketRepair } from './brackets.js';
import { bracketOf, CHAR_CLASS, CharClass, endOfName, isNamePart } from './characters.js';
import { endOfLine, isConflictMarker } from './lineStart.js';
import { endOfNumber, endOfOperator } from './literals.js';
import { type MarkReading, OpenBrackets } from './openBrackets.js';
import { startsSecondOperand } from './operands.js';
import type { Seam, TextState } from './seam.js';
import { StrictBrackets } from './strictBrackets.js';
import { prefixFlags } from './stringPrefix.js';
import { StringTokens } from './stringTokens.js';
import { TokenBuffer } from './tokenBuffer.js';
import { TokenKind, type Tokens } from './tokens.js';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = 0xfeff;
const EQUALS = 61;
const LOWER_L = 108;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const TAB_SIZE = 8;

/** Brackets inside more brackets than these are not followed. Python itself refuses the 201st. */
const MAX_DEPTH = 20_000;

/** One text is read at a time. */
const buffer = new TokenBuffer();
const open = new OpenBrackets();

/**
 * Reads statements strictly. Where one cannot be read so, it is read once more from its start with indentation as the guide
 * (brackets.ts), up to at least the place where the strict reading failed: so no part of a text is read more than three times.
 */
export class Scanner {
  /** How much of the text does not fit: statements that could not be read strictly, and damaged tokens. */
  damage = 0;
  readonly #text: string;
  readonly #strings: StringTokens;
  readonly #strict: StrictBrackets;
  #repair: BracketRepair | undefined;
  readonly #indents: number[] = [0];
  /** The current logical line holds a token other than a comment. */
  #inLine = false;
  /** Where the current logical line starts, so that it can be read again: its offset, column and first token. */
  #lineAt = 0;
  #lineColumn = 0;
  #lineTokens = 0;
  /** The second reading, while it is used. */
  #repairing: BracketRepair | undefined;
  /** The last token that holds characters Python does not know: a run of them is one token. */
  #lastError = -1;
  /** Brackets that were opened beyond MAX_DEPTH. */
  #tooDeep = 0;
  /** The strict reading failed here last: it is not tried again before. */
  #strictFrom = 0;
  /** Where the reading of an edited text may end. */
  #seam: Seam | undefined;
  #isStopped = false;

  constructor(text: string, doubts: number) {
    this.#text = text;
    buffer.truncate(0);
    open.depth = 0;
    this.#strict = new StrictBrackets(text, buffer, open);
    this.#strings = new StringTokens(text, buffer, open, doubts);
  }

  /** Strings that are not closed or run into a word: closing quotes may have been taken for opening ones. */
  get brokenStrings(): number {
    return this.#strings.broken;
  }

  /** Every token was read strictly, and no f-string stood in the way of another: each part reads as it would alone. */
  get isStrict(): boolean {
    return this.damage === 0 && !this.#strings.hasFailed;
  }

  run(): Tokens {
    this.#scan(startOf(this.#text));
    return this.#finish();
  }

  /**
   * Reads a part of an edited text: from a place where its state is known until the seam says that the rest is as it was.
   * @returns the tokens, those that the state begins with included; undefined if they cannot be read strictly
   */
  runPart({ at, before, from, to, brackets }: TextState, seam: Seam): TokenBuffer | undefined {
    this.#seam = seam;
    for (let token = from; token < to; token++) {
      const { kind, start, end, flags } = before;
      buffer.push(kind[token]!, start[token]!, end[token]!, flags[token]!, 0);
    }
    for (const { bracket, item } of brackets) {
      open.push(0, bracket, 0, 0);
      open.item[open.depth - 1] = item;
    }
    this.#inLine = brackets.length > 0;
    this.#scan(at);
    if (this.#isStopped) this.damage += buffer.damage;
    else this.#end();
    return this.isStrict ? buffer : undefined;
  }

  #scan(from: number): void {
    const text = this.#text;
    const length = text.length;
    let i = from;
    for (;;) {
      if (i >= length) {
        if (this.#isStopped || open.depth === 0 || this.#repairing !== undefined) return;
        i = this.#readAgain(length);
      }
      if (!this.#inLine) {
        i = this.#indentation(i);
        if (i >= length) return;
      }
      const code = text.charCodeAt(i);
      switch (code < 128 ? CHAR_CLASS[code]! : CharClass.name) {
        case CharClass.blank:
          i++;
          break;
        case CharClass.name:
          i = this.#name(i, code);
          break;
        case CharClass.quote:
          i = this.#string(i, i, 0);
          break;
        case CharClass.digit:
          i = this.#plain(TokenKind.number, i, endOfNumber(text, i));
          break;
        case CharClass.hash:
          i = this.#plain(TokenKind.comment, i, endOfLine(text, i));
          break;
        case CharClass.lineBreak:
          i = this.#lineBreak(i, code);
          break;
        case CharClass.open:
        case CharClass.close:
        case CharClass.comma:
          i = this.#mark(i, code);
          break;
        case CharClass.colon:
          if (text.charCodeAt(i + 1) === EQUALS) i = this.#plain(TokenKind.operator, i, i + 2);
          else i = this.#mark(i, code);
          break;
        case CharClass.dot:
          i = this.#dot(i);
          break;
        case CharClass.operator:
          i = this.#operator(i, code);
          break;
        case CharClass.backslash:
          i = this.#backslash(i);
          break;
        default:
          i = this.#error(i);
      }
    }
  }

  #plain(kind: number, start: number, end: number): number {
    buffer.pushPlain(kind, start, end);
    return end;
  }

  #name(start: number, code: number): number {
    const text = this.#text;
    let end = code < 128 ? endOfAsciiName(text, start + 1) : start;
    const after = end < text.length ? text.charCodeAt(end) : 0;
    if (after >= 128) end = endOfName(text, start);
    else if (end - start <= 2 && (after === DOUBLE_QUOTE || after === SINGLE_QUOTE)) {
      const prefix = prefixFlags(text, start, end);
      if (prefix >= 0) return this.#string(start, end, prefix);
    } else if (end - start === 6 && code === LOWER_L && open.depth > 0) this.#lambda(start);
    return end === start ? this.#error(start) : this.#plain(TokenKind.name, start, end);
  }

  #operator(start: number, code: number): number {
    const end = endOfOperator(this.#text, start, code);
    if (end === start) return this.#error(start);
    if (code === EQUALS && end === start + 1) return this.#mark(start, code);
    return this.#plain(TokenKind.operator, start, end);
  }

  /** Reads the blanks that start a line and, unless the line is empty or a comment, opens a logical line at its indentation. */
  #indentation(from: number): number {
    const text = this.#text;
    let i = from;
    let column = 0;
    let columnBeforeContinuation = 0;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 32) column++;
      else if (code === 9) column += TAB_SIZE - (column % TAB_SIZE);
      else if (code === 12) column = columnBeforeContinuation = 0;
      else if (code === 92 && isLineBreak(text.charCodeAt(i + 1))) {
        columnBeforeContinuation ||= column;
        column = 0;
        if (text.startsWith('\r\n', i + 1)) i++;
        i++;
      } else if (code === LINE_FEED || code === CARRIAGE_RETURN || code === 35) return i;
      else break;
    }
    if (i >= text.length) return i;
    if (column === 0 && isConflictMarker(text, i)) return this.#conflictMarker(i);
    return this.#startLine(i, columnBeforeContinuation || column);
  }

  #startLine(at: number, column: number): number {
    if (at >= this.#strictFrom) this.#repairing = undefined;
    const indents = this.#indents;
    const outer = indents[indents.length - 1]!;
    if (column > outer && !this.#mayIndent()) {
      if (this.#lineAt >= this.#strictFrom) return this.#readAgain(at + 1);
      const repair = this.#bracketRepair();
      if (repair.continueTable(at, column, outer)) {
        this.#repairing = repair;
        this.#inLine = true;
        return at;
      }
    }
    this.#inLine = true;
    if (column > outer) {
      indents.push(column);
      buffer.pushPlain(TokenKind.indent, at, at);
    }
    while (column < indents[indents.length - 1]!) {
      indents.pop();
      buffer.pushPlain(TokenKind.dedent, at, at);
    }
    this.#tooDeep = 0;
    this.#lineAt = at;
    this.#lineColumn = column;
    this.#lineTokens = buffer.count;
    this.#strict.startLine(buffer.count);
    this.#repairing?.startLine(at, column);
    return at;
  }

  /** Whether the line above ends in a colon, or there is none. */
  #mayIndent(): boolean {
    let i = buffer.count - 1;
    while (i >= 0 && isPassedOver(buffer.kind[i]!)) i--;
    if (i < 0) return true;
    for (i--; i >= 0 && isPassedOver(buffer.kind[i]!); ) i--;
    return i < 0 || buffer.kind[i] === TokenKind.colon;
  }

  /** The strict reading fails: goes back to the start of the logical line. */
  #readAgain(failedAt: number): number {
    this.#strictFrom = failedAt;
    this.damage++;
    if (this.#seam !== undefined) return this.#stop();
    this.#repairing = this.#bracketRepair();
    this.#inLine = true;
    open.depth = 0;
    this.#tooDeep = 0;
    this.#lastError = -1;
    buffer.truncate(this.#lineTokens);
    this.#repairing.startLine(this.#lineAt, this.#lineColumn);
    return this.#lineAt;
  }

  #bracketRepair(): BracketRepair {
    this.#repair ??= new BracketRepair(this.#text, buffer, open);
    return this.#repair;
  }

  #lineBreak(i: number, code: number): number {
    const text = this.#text;
    const end = code === CARRIAGE_RETURN && text.charCodeAt(i + 1) === LINE_FEED ? i + 2 : i + 1;
    if (!this.#inLine) return end;
    if (open.depth === 0) {
      buffer.pushPlain(TokenKind.newline, i, end);
      this.#inLine = false;
      return this.#isSeamReached() ? this.#stop() : end;
    }
    if (this.#repairing !== undefined) {
      this.#repairing.nextLine(end);
      if (open.depth === 0) {
        this.#inLine = false;
        return end;
      }
    } else if (startsSecondOperand(text, end, buffer)) return this.#readAgain(i + 1);
    return isConflictMarker(text, end) ? this.#conflictMarker(end) : end;
  }

  #conflictMarker(at: number): number {
    const end = endOfLine(this.#text, at);
    buffer.push(TokenKind.error, at, end, 0, 1);
    return end;
  }

  #string(start: number, quoteAt: number, prefix: number): number {
    const end = this.#strings.add(start, quoteAt, prefix, this.#repairing);
    return end < 0 ? this.#readAgain(-end) : end;
  }

  #lambda(at: number): void {
    if (this.#text.startsWith('lambda', at)) open.item[open.depth - 1]! += 2;
  }

  #error(i: number): number {
    const end = i + (this.#text.codePointAt(i)! > 0xffff ? 2 : 1);
    const last = buffer.count - 1;
    if (last === this.#lastError && buffer.end[last] === i) buffer.end[last] = end;
    else this.#lastError = buffer.push(TokenKind.error, i, end, 0, 1);
    return end;
  }

  #backslash(i: number): number {
    const next = this.#text.charCodeAt(i + 1);
    if (next === CARRIAGE_RETURN && this.#text.charCodeAt(i + 2) === LINE_FEED) return i + 3;
    if (isLineBreak(next)) return i + 2;
    return this.#error(i);
  }

  #dot(i: number): number {
    const text = this.#text;
    if (isDigit(text.charCodeAt(i + 1)))
      return this.#plain(TokenKind.number, i, endOfNumber(text, i));
    if (text.startsWith('...', i)) return this.#plain(TokenKind.operator, i, i + 3);
    return this.#plain(TokenKind.dot, i, i + 1);
  }

  /** A bracket, comma, colon or `=`. */
  #mark(i: number, code: number): number {
    const charClass = CHAR_CLASS[code]!;
    if (open.depth >= MAX_DEPTH && this.#isTooDeep(charClass)) return this.#error(i);
    const reading: MarkReading = this.#repairing ?? this.#strict;
    if (!readMark(reading, i, charClass, code)) return this.#readAgain(i + 1);
    return charClass === CharClass.comma && this.#isSeamReached() ? this.#stop() : i + 1;
  }

  #isSeamReached(): boolean {
    return this.#seam?.isReached(buffer, open, this.#indents.length - 1) ?? false;
  }

  /** Ends the reading of a part. */
  #stop(): number {
    this.#isStopped = true;
    return this.#text.length;
  }

  /** Whether a bracket, comma or colon lies inside more brackets than are followed. */
  #isTooDeep(charClass: number): boolean {
    if (charClass === CharClass.open) this.#tooDeep++;
    else if (charClass === CharClass.close && this.#tooDeep > 0) {
      this.#tooDeep--;
      return true;
    }
    return this.#tooDeep > 0;
  }

  #finish(): Tokens {
    this.#end();
    return buffer.take(this.#text);
  }

  /** Adds what stands at the end of the text. */
  #end(): void {
    const length = this.#text.length;
    if (this.#inLine) {
      if (this.#repairing !== undefined) this.#repairing.end();
      else buffer.pushPlain(TokenKind.newline, length, length);
    }
    for (let level = this.#indents.length; level > 1; level--) {
      buffer.pushPlain(TokenKind.dedent, length, length);
    }
    buffer.pushPlain(TokenKind.end, length, length);
    this.damage += buffer.damage;
  }
}

/** Where a text starts, behind a byte order mark. */
export function startOf(text: string): number {
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
}

function readMark(reading: MarkReading, at: number, charClass: number, code: number): boolean {
  switch (charClass) {
    case CharClass.open:
      return reading.open(at, bracketOf(code));
    case CharClass.close:
      return reading.close(at, bracketOf(code));
    case CharClass.comma:
      return reading.comma(at);
    case CharClass.colon:
      return reading.colon(at);
    default:
      return reading.equals(at);
  }
}

function isPassedOver(kind: number): boolean {
  return kind === TokenKind.comment || kind === TokenKind.error;
}

function endOfAsciiName(text: string, from: number): number {
  let i = from;
  while (i < text.length && isNamePart(text.charCodeAt(i))) i++;
  return i;
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
