import { editDistance } from '../registry/names/editDistance.js';

/** Longer keys are compared one by one: tables of distances grow with the square of their length. */
const MAX_LENGTH = 128;
/** The largest limit that {@link NearKeys.nearest} takes. */
export const MAX_DISTANCE = 3;

const WIDTH = MAX_LENGTH + 1;
/** Row `d`, column `j`: the distance between `d` characters of a key and `j` of the wanted one. */
const table = new Uint8Array((MAX_LENGTH + MAX_DISTANCE + 2) * WIDTH);

/**
 * Texts in the order of their characters, so that what those with one beginning have in common is compared once: of
 * ten thousand names with a shared vocabulary a few hundred characters are looked at.
 */
export class NearKeys {
  /** Each once, in the order of UTF-16 units. */
  readonly #keys: string[];

  constructor(keys: Iterable<string>) {
    this.#keys = [...new Set(keys)].sort();
  }

  add(key: string): void {
    const at = this.#firstFrom(key);
    if (this.#keys[at] !== key) this.#keys.splice(at, 0, key);
  }

  remove(key: string): void {
    const at = this.#firstFrom(key);
    if (this.#keys[at] === key) this.#keys.splice(at, 1);
  }

  /** Those that begin with a text and are longer. */
  *longerThan(beginning: string): Iterable<string> {
    for (let at = this.#firstFrom(beginning); at < this.#keys.length; at++) {
      const key = this.#keys[at]!;
      if (!key.startsWith(beginning)) return;
      if (key.length > beginning.length) yield key;
    }
  }

  /**
   * All that are equally near, and nearer than any other, the text itself left out.
   * @param limit the largest distance, at most {@link MAX_DISTANCE}; see {@link editDistance}
   */
  nearest(wanted: string, limit: number): string[] {
    if (wanted.length > MAX_LENGTH) return this.#nearestOneByOne(wanted, limit);
    const search = new Search(wanted, limit);
    for (let at = 0; at < this.#keys.length; ) {
      const key = this.#keys[at]!;
      const hopeless = search.compare(key);
      at = hopeless === undefined ? at + 1 : this.#firstBehind(key.slice(0, hopeless), at + 1);
    }
    return search.found;
  }

  #nearestOneByOne(wanted: string, limit: number): string[] {
    let least = limit;
    let found: string[] = [];
    for (const key of this.#keys) {
      const distance = editDistance(wanted, key, least);
      if (distance === 0 || distance > least) continue;
      if (distance < least) found = [];
      least = distance;
      found.push(key);
    }
    return found;
  }

  #firstFrom(key: string): number {
    return this.#search(0, other => other < key);
  }

  /** The first at or behind an index that does not begin with a text. */
  #firstBehind(beginning: string, from: number): number {
    return this.#search(from, other => other < beginning || other.startsWith(beginning));
  }

  #search(from: number, isBefore: (key: string) => boolean): number {
    let low = from;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#keys[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** One search through sorted keys: the rows of the last key serve the next as far as both begin alike. */
class Search {
  found: string[] = [];
  readonly #wanted: string;
  readonly #band: number;
  /** The distance of what was found, else the limit: what is farther is not looked for. */
  #least: number;
  #last = '';
  /** So many rows hold for the last key. */
  #rows = 0;
  /** The least distance in each row. */
  readonly #leastOfRow = new Uint8Array(MAX_LENGTH + MAX_DISTANCE + 2);

  constructor(wanted: string, limit: number) {
    this.#wanted = wanted;
    this.#band = limit;
    this.#least = limit;
    for (let j = 0; j <= wanted.length; j++) table[j] = Math.min(j, limit + 1);
  }

  /** Takes a key up if it is near; gives the length of a beginning that no near key has, if there is one. */
  compare(key: string): number | undefined {
    const wanted = this.#wanted;
    let depth = this.#inCommon(key);
    this.#last = key;
    while (depth < key.length) {
      if (this.#isHopeless(depth)) return this.#stop(depth);
      depth++;
      if (depth > wanted.length + this.#band) return this.#stop(depth);
      this.#fill(key, depth);
    }
    this.#rows = depth;
    this.#take(key, depth);
    return undefined;
  }

  #stop(depth: number): number {
    this.#rows = Math.min(depth, this.#wanted.length + this.#band);
    return depth;
  }

  #inCommon(key: string): number {
    const most = Math.min(this.#rows, key.length);
    let depth = 0;
    while (depth < most && key.charCodeAt(depth) === this.#last.charCodeAt(depth)) depth++;
    return depth;
  }

  /** A swap reaches back two rows, so that one hopeless row is not the end. */
  #isHopeless(depth: number): boolean {
    return (
      depth > 0 &&
      this.#leastOfRow[depth]! > this.#least &&
      this.#leastOfRow[depth - 1]! > this.#least
    );
  }

  #fill(key: string, depth: number): void {
    const wanted = this.#wanted;
    const above = this.#band + 1;
    const row = depth * WIDTH;
    const old = row - WIDTH;
    const older = old - WIDTH;
    const from = Math.max(1, depth - this.#band);
    const to = Math.min(wanted.length, depth + this.#band);
    const code = key.charCodeAt(depth - 1);
    const before = depth > 1 ? key.charCodeAt(depth - 2) : -1;
    table[row + from - 1] = from === 1 ? Math.min(depth, above) : above;
    let least = table[row + from - 1]!;
    for (let j = from; j <= to; j++) {
      const other = wanted.charCodeAt(j - 1);
      // Right of the band of the row above nothing was written.
      const upper = j === depth + this.#band ? above : table[old + j]! + 1;
      let cost = Math.min(
        table[old + j - 1]! + (code === other ? 0 : 1),
        table[row + j - 1]! + 1,
        upper,
      );
      if (j > 1 && other === before && code === wanted.charCodeAt(j - 2)) {
        cost = Math.min(cost, table[older + j - 2]! + 1);
      }
      table[row + j] = Math.min(cost, above);
      least = Math.min(least, table[row + j]!);
    }
    this.#leastOfRow[depth] = least;
  }

  #take(key: string, depth: number): void {
    if (Math.abs(depth - this.#wanted.length) > this.#band) return;
    const distance = table[depth * WIDTH + this.#wanted.length]!;
    if (distance === 0 || distance > this.#least) return;
    if (distance < this.#least) this.found = [];
    this.#least = distance;
    this.found.push(key);
  }
}
