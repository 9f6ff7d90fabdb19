import { CHAR_CLASS, CharClass, isNamePart } from './characters.js';
import { prefixFlags } from './stringPrefix.js';
import { StringFlag } from './tokens.js';

const BACKSLASH = 92;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const CAPITAL_N = 78;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const HASH = 35;

const FORMATTED = StringFlag.formatted | StringFlag.template;

/** Finds the ends of f-strings and t-strings in one text. */
export class FormattedScanner {
  readonly #text: string;
  readonly #reading: FormattedReading;
  /**
   * Where readings have failed, for literals with one and with three quotes, with holes on one line and on several. A literal
   * that starts before such a place is not read that way again: otherwise a text full of unclosed ones would be
   * read to its end for each of them.
   */
  readonly #failedAt = [-1, -1, -1, -1];

  constructor(text: string) {
    this.#text = text;
    this.#reading = new FormattedReading(text);
  }

  /** A literal could not be read, which decides how those after it are. */
  get hasFailed(): boolean {
    return this.#failedAt.some(at => at >= 0);
  }

  /**
   * The end of a literal as Python 3.12 and newer read it: quotes, comments and line breaks may stand in its holes.
   * A reading whose holes stay within their line is tried first, as a half-typed `f"{` must not run on.
   *
   * @param body the offset after the opening quotes
   * @returns -1 if the text cannot be read so; older versions of Python end the literal at the next quote
   */
  end(body: number, quote: number, flags: number): number {
    const simple = this.#endOfSimple(body, quote, (flags & StringFlag.triple) !== 0);
    if (simple >= 0) return simple;
    const way = flags & StringFlag.triple ? 2 : 0;
    const within = this.#read(way, body, quote, flags);
    return within >= 0 ? within : this.#read(way + 1, body, quote, flags);
  }

  /** The end of a literal without escapes and with nothing in its holes that could hold a brace or quote; -1 otherwise. */
  #endOfSimple(body: number, quote: number, triple: boolean): number {
    const text = this.#text;
    let braces = 0;
    for (let i = body; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === quote) {
        if (braces > 0) return -1;
        if (!triple) return i + 1;
        if (text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote) return i + 3;
      } else if (code === OPEN_BRACE) {
        if (braces === 0 && text.charCodeAt(i + 1) === OPEN_BRACE) i++;
        else braces++;
      } else if (code === CLOSE_BRACE) {
        if (braces > 0) braces--;
      } else if (code === BACKSLASH) {
        return -1;
      } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
        if (!triple) return -1;
      } else if (braces > 0 && (code === DOUBLE_QUOTE || code === SINGLE_QUOTE || code === HASH)) {
        return -1;
      }
    }
    return -1;
  }

  #read(way: number, body: number, quote: number, flags: number): number {
    if (body < this.#failedAt[way]!) return -1;
    const end = this.#reading.run(body, quote, flags, (way & 1) === 1);
    if (end < 0) this.#failedAt[way] = this.#reading.stoppedAt;
    return end;
  }
}

/** What the reading is inside of. */
const Level = { literal: 0, hole: 1, spec: 2 } as const;

class FormattedReading {
  stoppedAt = 0;
  readonly #text: string;
  #holesSpanLines = false;
  /** A Level per nesting, and what belongs to it: the quote of a literal or the open brackets of a hole. */
  readonly #levels: number[] = [];
  readonly #details: number[] = [];
  readonly #flags: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns the end of the literal; -1 if it cannot be read, which `stoppedAt` shows then */
  run(body: number, quote: number, flags: number, holesSpanLines: boolean): number {
    this.#holesSpanLines = holesSpanLines;
    this.#levels.length = this.#details.length = this.#flags.length = 0;
    this.stoppedAt = 0;
    this.#push(Level.literal, quote, flags);
    let i = body;
    while (i < this.#text.length) {
      const level = this.#levels[this.#levels.length - 1];
      const next = level === Level.hole ? this.#inHole(i) : this.#inText(i, level === Level.spec);
      if (next < 0) {
        this.stoppedAt = Math.max(i, this.stoppedAt);
        return -1;
      }
      if (this.#levels.length === 0) return next;
      i = next;
    }
    this.stoppedAt = this.#text.length;
    return -1;
  }

  #push(level: number, detail: number, flags: number): void {
    this.#levels.push(level);
    this.#details.push(detail);
    this.#flags.push(flags);
  }

  #pop(): void {
    this.#levels.pop();
    this.#details.pop();
    this.#flags.pop();
  }

  /** One step inside literal text or a format specification; the quote and flags of a specification are those of its literal. */
  #inText(i: number, isSpec: boolean): number {
    const text = this.#text;
    const top = this.#levels.length - 1;
    const flags = this.#flags[top]!;
    const quote = this.#details[top]!;
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) return this.#afterBackslash(i, flags);
    if (code === quote) {
      const triple = (flags & StringFlag.triple) !== 0;
      if (triple && !(text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote)) {
        return i + 1;
      }
      if (isSpec) return -1;
      this.#pop();
      return i + (triple ? 3 : 1);
    }
    if (code === OPEN_BRACE) {
      if (!isSpec && text.charCodeAt(i + 1) === OPEN_BRACE) return i + 2;
      this.#push(Level.hole, 0, flags);
      return i + 1;
    }
    if (code === CLOSE_BRACE && isSpec) {
      this.#pop();
      this.#pop();
      return i + 1;
    }
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      return flags & StringFlag.triple ? i + 1 : -1;
    }
    return i + 1;
  }

  #afterBackslash(i: number, flags: number): number {
    const text = this.#text;
    const next = text.charCodeAt(i + 1);
    if (next === OPEN_BRACE || next === CLOSE_BRACE) return i + 1;
    if (next === CARRIAGE_RETURN && text.charCodeAt(i + 2) === LINE_FEED) return i + 3;
    if (flags & StringFlag.raw || next !== CAPITAL_N || text.charCodeAt(i + 2) !== OPEN_BRACE) {
      return i + 2;
    }
    let end = i + 3;
    while (isCharacterNamePart(text.charCodeAt(end))) end++;
    return text.charCodeAt(end) === CLOSE_BRACE ? end + 1 : i + 2;
  }

  #inHole(i: number): number {
    const text = this.#text;
    const top = this.#levels.length - 1;
    const code = text.charCodeAt(i);
    const charClass = code < 128 ? CHAR_CLASS[code]! : CharClass.name;
    switch (charClass) {
      case CharClass.name: {
        let end = i + 1;
        while (end < text.length && isNameOrBeyond(text.charCodeAt(end))) end++;
        const after = text.charCodeAt(end);
        if (after !== 34 && after !== 39) return end;
        const prefix = prefixFlags(text, i, end);
        return prefix < 0 ? end : this.#nestedString(end, prefix);
      }
      case CharClass.quote:
        return this.#nestedString(i, 0);
      case CharClass.open:
        this.#details[top]!++;
        return i + 1;
      case CharClass.close:
        if (this.#details[top]! > 0) this.#details[top]!--;
        else if (code === CLOSE_BRACE) this.#pop();
        return i + 1;
      case CharClass.colon:
        if (this.#details[top] === 0) {
          this.#push(Level.spec, this.#details[top - 1]!, this.#flags[top]!);
        }
        return i + 1;
      case CharClass.lineBreak:
        return this.#mayBreakLine(top) ? i + 1 : -1;
      case CharClass.hash: {
        if (!this.#mayBreakLine(top)) return -1;
        let end = i + 1;
        while (end < text.length && CHAR_CLASS[text.charCodeAt(end)] !== CharClass.lineBreak) end++;
        return end;
      }
      default:
        return i + 1;
    }
  }

  #mayBreakLine(top: number): boolean {
    return this.#holesSpanLines || (this.#flags[top]! & StringFlag.triple) !== 0;
  }

  #nestedString(quoteAt: number, prefix: number): number {
    const text = this.#text;
    const quote = text.charCodeAt(quoteAt);
    let body = quoteAt + 1;
    let flags = prefix;
    if (text.charCodeAt(body) === quote) {
      if (text.charCodeAt(body + 1) !== quote) return body + 1;
      flags |= StringFlag.triple;
      body += 2;
    }
    if (prefix & FORMATTED) {
      this.#push(Level.literal, quote, flags);
      return body;
    }
    return this.#nestedPlain(body, quote, (flags & StringFlag.triple) !== 0);
  }

  #nestedPlain(body: number, quote: number, triple: boolean): number {
    const text = this.#text;
    let i = body;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH) {
        i++;
        if (text.charCodeAt(i) === CARRIAGE_RETURN && text.charCodeAt(i + 1) === LINE_FEED) i++;
      } else if (code === quote) {
        if (!triple) return i + 1;
        if (text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote) return i + 3;
      } else if (!triple && (code === LINE_FEED || code === CARRIAGE_RETURN)) {
        break;
      }
    }
    this.stoppedAt = i;
    return -1;
  }
}

/** Inside an f-string it does not matter which names outside ASCII are valid. */
function isNameOrBeyond(code: number): boolean {
  return code >= 128 || isNamePart(code);
}

/** Unicode character names consist of capitals, digits, blanks and hyphens; CPython takes small letters too. */
function isCharacterNamePart(code: number): boolean {
  return code === 32 || code === 45 || isNamePart(code);
}
