/** What a reader of the index can depend on. Where a kind says no name, its one key is the empty string. */
export type KeyKind =
  | 'name' // the declarations of one step name
  | 'row' // the row of core of one step name
  | 'own' // whether one registry file declares one step name: `FILE NAME`
  | 'spec' // whether one registry file gives some step one spec type: `FILE TYPE`
  | 'rivals' // what all that declare one step name are told about each other
  | 'neighbours' // which others one file is told of that declare a step name: `FILE NAME`
  | 'entries' // of the file itself: those of one name, or with one value in a field
  | 'class' // classes, aliases and synthesised builders of one name
  | 'uses' // uses of one name
  | 'names' // the set of step names
  | 'classes' // the set of class names: of one folder, or of the project
  | 'workspaces' // ids, directories, metadata
  | 'core' // which core is in force, its types and fields
  | 'knowledge'
  | 'config';

export type KeyRecorder = (kind: KeyKind, name: string) => void;

/** A set of keys. */
export class KeySet {
  readonly #byKind = new Map<KeyKind, Set<string>>();

  /** @returns whether it was not there yet */
  add(kind: KeyKind, name = ''): boolean {
    const names = this.#byKind.get(kind);
    if (names === undefined) {
      this.#byKind.set(kind, new Set([name]));
      return true;
    }
    const { size } = names;
    return names.add(name).size > size;
  }

  /** Adds all keys of another set. */
  addAll(other: KeySet): void {
    for (const [kind, names] of other.#byKind) {
      const own = this.#byKind.get(kind);
      if (own === undefined) this.#byKind.set(kind, new Set(names));
      else for (const name of names) own.add(name);
    }
  }

  has(kind: KeyKind, name = ''): boolean {
    return this.#byKind.get(kind)?.has(name) ?? false;
  }

  /** The names of one kind. */
  names(kind: KeyKind): Iterable<string> {
    return this.#byKind.get(kind) ?? [];
  }

  get size(): number {
    let size = 0;
    for (const names of this.#byKind.values()) size += names.size;
    return size;
  }

  get empty(): boolean {
    return this.#byKind.size === 0;
  }

  *[Symbol.iterator](): IterableIterator<readonly [KeyKind, string]> {
    for (const [kind, names] of this.#byKind) for (const name of names) yield [kind, name];
  }

  clear(): void {
    this.#byKind.clear();
  }
}
