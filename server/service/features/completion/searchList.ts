import { type Query, type SearchText, searchText } from './searchText.js';

/** The names that answer a query. */
export interface Answers {
  readonly query: Query;
  /** In the order of the names. */
  readonly texts: readonly SearchText[];
  /** Of each, as {@link Query.quality} says it. */
  readonly qualities: Uint8Array;
}

/** So many queries are remembered: those of the last letters, typed or taken back. */
const REMEMBERED = 4;

/** Names in their search forms, to be asked while somebody types. */
export class SearchList {
  /** In the order of the names. */
  readonly texts: readonly SearchText[];
  /** The `letters` of each, side by side: of a long list most are passed over by these alone. */
  readonly #letters: Int32Array;
  #remembered: readonly Answers[] = [];

  constructor(names: Iterable<string>) {
    this.texts = [...names].sort().map(searchText);
    this.#letters = Int32Array.from(this.texts, text => text.letters);
  }

  answersTo(query: Query): Answers {
    const known = this.#remembered.find(answers => answers.query.typed === query.typed);
    if (known !== undefined) return known;
    const texts: SearchText[] = [];
    const qualities: number[] = [];
    for (const text of this.#mayAnswer(query)) {
      const quality = query.quality(text);
      if (quality < 0) continue;
      texts.push(text);
      qualities.push(quality);
    }
    const answers = { query, texts, qualities: Uint8Array.from(qualities) };
    this.#remembered = [answers, ...this.#remembered.slice(0, REMEMBERED - 1)];
    return answers;
  }

  /** What answers a longer query has answered every beginning of it. */
  #mayAnswer({ key, letters }: Query): readonly SearchText[] {
    const shorter = this.#remembered
      .filter(answers => key.startsWith(answers.query.key))
      .sort((a, b) => b.query.key.length - a.query.key.length);
    if (shorter[0] !== undefined) return shorter[0].texts;
    return this.texts.filter((_, i) => (letters & ~this.#letters[i]!) === 0);
  }
}
