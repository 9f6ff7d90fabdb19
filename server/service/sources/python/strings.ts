import { FormattedScanner } from './formatted.js';
import { endOfProse } from './swallowedCode.js';
import { TextSearch } from './textSearch.js';
import { StringFlag } from './tokens.js';

const BACKSLASH = 92;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Finds the ends of string literals in one text. However many there are, the time is linear in the text.
 */
export class StringScanner {
  /** The flags of the literal that was found last. */
  flags = 0;
  readonly #text: string;
  #formatted: FormattedScanner | undefined;
  readonly #backslashes: TextSearch;
  readonly #tripleDoubles: TextSearch;
  readonly #tripleSingles: TextSearch;

  /** How many strings of several lines may still be cut short because they read as code, and where those are that were. */
  #doubts: number;
  readonly #doubted = new Set<number>();

  /** @param doubts see swallowedCode.ts; 0 takes every closing quote at its word */
  constructor(text: string, doubts: number) {
    this.#text = text;
    this.#backslashes = new TextSearch(text, '\\');
    this.#tripleDoubles = new TextSearch(text, '"""');
    this.#tripleSingles = new TextSearch(text, "'''");
    this.#doubts = doubts;
  }

  /** An f-string could not be read as Python 3.12 does, which decides how those after it are. */
  get hasFailed(): boolean {
    return this.#formatted?.hasFailed ?? false;
  }

  /**
   * @param quoteAt the offset of the first quote
   * @param prefix the flags of the prefix
   * @returns the end of the literal; sets `flags`
   */
  scan(quoteAt: number, prefix: number): number {
    const text = this.#text;
    const quote = text.charCodeAt(quoteAt);
    this.flags = prefix;
    let body = quoteAt + 1;
    if (text.charCodeAt(body) === quote) {
      if (text.charCodeAt(body + 1) !== quote) return body + 1;
      this.flags |= StringFlag.triple;
      body += 2;
    }
    if (prefix & (StringFlag.formatted | StringFlag.template)) {
      this.#formatted ??= new FormattedScanner(text);
      const end = this.#formatted.end(body, quote, this.flags);
      if (end >= 0 && this.#endOfDoubted(body, end) < 0) {
        if (!(prefix & StringFlag.raw) && this.#backslashes.next(body) < end) {
          this.flags |= StringFlag.escaped;
        }
        return end;
      }
    }
    return this.flags & StringFlag.triple ? this.#triple(body, quote) : this.#single(body, quote);
  }

  #single(body: number, quote: number): number {
    const text = this.#text;
    const length = text.length;
    for (let i = body; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code === quote) return i + 1;
      if (code === BACKSLASH) {
        i++;
        if (text.charCodeAt(i) === CARRIAGE_RETURN && text.charCodeAt(i + 1) === LINE_FEED) i++;
        if (!(this.flags & StringFlag.raw)) this.flags |= StringFlag.escaped;
      } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
        this.flags |= StringFlag.unterminated;
        return i;
      }
    }
    this.flags |= StringFlag.unterminated;
    return length;
  }

  #triple(body: number, quote: number): number {
    const quotes = quote === 34 ? this.#tripleDoubles : this.#tripleSingles;
    let from = body;
    for (;;) {
      const close = quotes.next(from);
      const backslash = this.#backslashes.next(from);
      if (backslash < close && !(this.flags & StringFlag.raw)) this.flags |= StringFlag.escaped;
      const unterminated = close === this.#text.length;
      if (unterminated || backslash > close) {
        const prose = this.#endOfDoubted(body, close);
        if (unterminated || prose >= 0) this.flags |= StringFlag.unterminated;
        if (prose >= 0) return prose;
        return unterminated ? close : close + 3;
      }
      from = backslash + 2;
    }
  }

  /** Where a string is cut that reads as code from there on; -1 if it is not doubted. */
  #endOfDoubted(body: number, end: number): number {
    if (this.#doubted.has(body)) return endOfProse(this.#text, body, end);
    if (this.#doubts === 0) return -1;
    const prose = endOfProse(this.#text, body, end);
    if (prose >= 0) {
      this.#doubts--;
      this.#doubted.add(body);
    }
    return prose;
  }
}
