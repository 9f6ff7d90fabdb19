/**
 * A map from a key to several values that costs one slot where there is one value, which is the usual case
 * for fifty thousand step names.
 */
export class Multimap<K, V extends object> {
  readonly #entries = new Map<K, V | V[]>();
  readonly #order: (a: V, b: V) => number;
  /** The key that was asked for last is asked for again, and finding one among many is what costs. */
  #lastKey: K | undefined;
  #last: V | V[] | undefined;

  /** @param order of the values of one key; those that are equal in it stay in the order in which they came */
  constructor(order: (a: V, b: V) => number = () => 0) {
    this.#order = order;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): readonly V[] {
    const found = this.#find(key);
    if (found === undefined) return [];
    return Array.isArray(found) ? found : [found];
  }

  /** How many values a key has. */
  count(key: K): number {
    const found = this.#find(key);
    if (found === undefined) return 0;
    return Array.isArray(found) ? found.length : 1;
  }

  has(key: K): boolean {
    return this.#find(key) !== undefined;
  }

  keys(): IterableIterator<K> {
    return this.#entries.keys();
  }

  add(key: K, value: V): void {
    this.#lastKey = undefined;
    const found = this.#entries.get(key);
    if (found === undefined) this.#entries.set(key, value);
    else if (Array.isArray(found)) found.splice(this.#placeOf(value, found), 0, value);
    else this.#entries.set(key, this.#order(value, found) < 0 ? [value, found] : [found, value]);
  }

  /** Removes every value of the key that the predicate picks. */
  removeWhere(key: K, picks: (value: V) => boolean): void {
    this.#lastKey = undefined;
    const found = this.#entries.get(key);
    if (found === undefined) return;
    const rest = (Array.isArray(found) ? found : [found]).filter(value => !picks(value));
    if (rest.length === 0) this.#entries.delete(key);
    else this.#entries.set(key, rest.length === 1 ? rest[0]! : rest);
  }

  #find(key: K): V | V[] | undefined {
    if (key !== this.#lastKey) {
      this.#last = this.#entries.get(key);
      this.#lastKey = key;
    }
    return this.#last;
  }

  #placeOf(value: V, among: readonly V[]): number {
    let low = 0;
    let high = among.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#order(value, among[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
