import { CHAR_CLASS, CharClass, endOfName, NAME_PART } from './characters.js';
import { endOfNumber, endOfOperator } from './literals.js';
import { prefixFlags } from './stringPrefix.js';
import { StringScanner } from './strings.js';
import { TokenBuffer } from './tokenBuffer.js';
import { Bracket, StringFlag, TokenKind, type Tokens } from './tokens.js';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = 0xfeff;
const TAB_SIZE = 8;

const buffer = new TokenBuffer();

/** Splits a text into tokens. Any text is accepted; time and memory grow linearly with it. */
export function lex(text: string): Tokens {
  return new Lexer(text).run();
}

class Lexer {
  readonly #text: string;
  readonly #strings: StringScanner;
  readonly #indents: number[] = [0];
  readonly #openBrackets: number[] = [];
  /** The current logical line holds a token other than a comment. */
  #inLine = false;

  constructor(text: string) {
    this.#text = text;
    this.#strings = new StringScanner(text);
    buffer.count = 0;
  }

  run(): Tokens {
    const text = this.#text;
    const length = text.length;
    let i = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    while (i < length) {
      if (!this.#inLine && this.#openBrackets.length === 0) {
        i = this.#indentation(i);
        if (i >= length) break;
      }
      const code = text.charCodeAt(i);
      const charClass = code < 128 ? CHAR_CLASS[code]! : CharClass.name;
      switch (charClass) {
        case CharClass.blank:
          i++;
          break;
        case CharClass.name: {
          let end = i + 1;
          if (code < 128) {
            while (end < length && NAME_PART[text.charCodeAt(end)] === 1) end++;
          }
          const after = end < length ? text.charCodeAt(end) : 0;
          if (code >= 128 || after >= 128) end = endOfName(text, i);
          else if ((after === 34 || after === 39) && end - i <= 2) {
            const prefix = prefixFlags(text, i, end);
            if (prefix >= 0) {
              i = this.#string(i, end, prefix);
              break;
            }
          }
          if (end === i) i = this.#error(i);
          else {
            buffer.push(TokenKind.name, i, end, 0, 0);
            i = end;
          }
          break;
        }
        case CharClass.quote:
          i = this.#string(i, i, 0);
          break;
        case CharClass.digit: {
          const end = endOfNumber(text, i);
          buffer.push(TokenKind.number, i, end, 0, 0);
          i = end;
          break;
        }
        case CharClass.hash: {
          const end = this.#endOfLine(i);
          buffer.push(TokenKind.comment, i, end, 0, 0);
          i = end;
          break;
        }
        case CharClass.lineBreak:
          i = this.#lineBreak(i, code);
          break;
        case CharClass.open:
          this.#openBrackets.push(buffer.push(TokenKind.open, i, i + 1, bracketOf(code), 0));
          i++;
          break;
        case CharClass.close:
          this.#close(i, bracketOf(code));
          i++;
          break;
        case CharClass.comma:
          buffer.push(TokenKind.comma, i, i + 1, 0, 0);
          i++;
          break;
        case CharClass.backslash:
          i = this.#backslash(i);
          break;
        case CharClass.dot:
          if (isDigit(text.charCodeAt(i + 1))) {
            const end = endOfNumber(text, i);
            buffer.push(TokenKind.number, i, end, 0, 0);
            i = end;
            break;
          }
          if (text.startsWith('...', i)) {
            buffer.push(TokenKind.operator, i, i + 3, 0, 0);
            i += 3;
            break;
          }
          buffer.push(TokenKind.dot, i, i + 1, 0, 0);
          i++;
          break;
        case CharClass.colon:
          if (text.charCodeAt(i + 1) === 61) {
            buffer.push(TokenKind.operator, i, i + 2, 0, 0);
            i += 2;
            break;
          }
          buffer.push(TokenKind.colon, i, i + 1, 0, 0);
          i++;
          break;
        case CharClass.operator: {
          const end = endOfOperator(text, i, code);
          if (end === i) {
            i = this.#error(i);
            break;
          }
          const kind = code === 61 && end === i + 1 ? TokenKind.equals : TokenKind.operator;
          buffer.push(kind, i, end, 0, 0);
          i = end;
          break;
        }
        default:
          i = this.#error(i);
      }
    }
    return this.#finish();
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
    this.#inLine = true;
    this.#indentTo(columnBeforeContinuation || column, i);
    return i;
  }

  #indentTo(column: number, at: number): void {
    const indents = this.#indents;
    if (column > indents[indents.length - 1]!) {
      indents.push(column);
      buffer.push(TokenKind.indent, at, at, 0, 0);
      return;
    }
    while (column < indents[indents.length - 1]!) {
      indents.pop();
      buffer.push(TokenKind.dedent, at, at, 0, 0);
    }
  }

  #lineBreak(i: number, code: number): number {
    const end =
      code === CARRIAGE_RETURN && this.#text.charCodeAt(i + 1) === LINE_FEED ? i + 2 : i + 1;
    if (this.#inLine && this.#openBrackets.length === 0) {
      buffer.push(TokenKind.newline, i, end, 0, 0);
      this.#inLine = false;
    }
    return end;
  }

  #string(start: number, quoteAt: number, prefix: number): number {
    const end = this.#strings.scan(quoteAt, prefix);
    const flags = this.#strings.flags;
    buffer.push(TokenKind.string, start, end, flags, flags & StringFlag.unterminated ? 1 : 0);
    return end;
  }

  #error(i: number): number {
    const end = i + (this.#text.codePointAt(i)! > 0xffff ? 2 : 1);
    buffer.push(TokenKind.error, i, end, 0, 1);
    return end;
  }

  #backslash(i: number): number {
    const next = this.#text.charCodeAt(i + 1);
    if (next === CARRIAGE_RETURN && this.#text.charCodeAt(i + 2) === LINE_FEED) return i + 3;
    if (isLineBreak(next)) return i + 2;
    return this.#error(i);
  }

  #close(i: number, bracket: number): void {
    const open = this.#openBrackets;
    let depth = open.length - 1;
    while (depth >= 0 && buffer.flags[open[depth]!] !== bracket) depth--;
    if (depth < 0) {
      buffer.push(TokenKind.error, i, i + 1, 0, 1);
      return;
    }
    while (open.length - 1 > depth) this.#closeUnclosed();
    buffer.pair(open.pop()!, buffer.push(TokenKind.close, i, i + 1, bracket, 0));
  }

  #closeUnclosed(): void {
    const open = this.#openBrackets.pop()!;
    const at = buffer.end[buffer.count - 1]!;
    buffer.damaged[open] = 1;
    buffer.pair(open, buffer.push(TokenKind.close, at, at, buffer.flags[open]!, 1));
  }

  #finish(): Tokens {
    const length = this.#text.length;
    while (this.#openBrackets.length > 0) this.#closeUnclosed();
    if (this.#inLine) buffer.push(TokenKind.newline, length, length, 0, 0);
    for (let level = this.#indents.length; level > 1; level--) {
      buffer.push(TokenKind.dedent, length, length, 0, 0);
    }
    buffer.push(TokenKind.end, length, length, 0, 0);
    return buffer.take(this.#text);
  }

  #endOfLine(i: number): number {
    const text = this.#text;
    let end = i;
    while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
    return end;
  }
}

function bracketOf(code: number): number {
  if (code < 42) return Bracket.round;
  return code < 94 ? Bracket.square : Bracket.curly;
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
