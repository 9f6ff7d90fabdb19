/**
 * A map from a key to several values that costs one slot where there is one value, which is the usual case
 * for fifty thousand step names.
 */
export class Multimap<K, V extends object> {
  readonly #entries = new Map<K, V | V[]>();

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): readonly V[] {
    const found = this.#entries.get(key);
    if (found === undefined) return [];
    return Array.isArray(found) ? found : [found];
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  keys(): IterableIterator<K> {
    return this.#entries.keys();
  }

  add(key: K, value: V): void {
    const found = this.#entries.get(key);
    if (found === undefined) this.#entries.set(key, value);
    else if (Array.isArray(found)) found.push(value);
    else this.#entries.set(key, [found, value]);
  }

  /** Removes every value of the key that the predicate picks. */
  removeWhere(key: K, picks: (value: V) => boolean): void {
    const found = this.#entries.get(key);
    if (found === undefined) return;
    const rest = (Array.isArray(found) ? found : [found]).filter(value => !picks(value));
    if (rest.length === 0) this.#entries.delete(key);
    else this.#entries.set(key, rest.length === 1 ? rest[0]! : rest);
  }
}
