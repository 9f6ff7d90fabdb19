/**
 * Searches one text for one thing again and again, mostly forwards. What was found is remembered, so that a text
 * without it is searched once and not from every place that asks.
 */
export class TextSearch {
  readonly #text: string;
  readonly #what: string;
  /** The next occurrence at or after any offset from `#from` to `#at` is at `#at`. */
  #from = 0;
  #at = -1;

  constructor(text: string, what: string) {
    this.#text = text;
    this.#what = what;
  }

  /** The offset of the first occurrence at or after `from`; the length of the text if there is none. */
  next(from: number): number {
    if (from > this.#at) {
      const at = this.#text.indexOf(this.#what, from);
      this.#at = at < 0 ? this.#text.length : at;
    } else if (from < this.#from) {
      const near = this.#text.slice(from, this.#from + this.#what.length - 1).indexOf(this.#what);
      if (near >= 0) this.#at = from + near;
    } else return this.#at;
    this.#from = from;
    return this.#at;
  }
}
