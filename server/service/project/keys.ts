/** What a reader of the index can depend on. Where a kind says no name, its one key is the empty string. */
export type KeyKind =
  | 'name' // the declarations of one step name
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

  add(kind: KeyKind, name = ''): void {
    const names = this.#byKind.get(kind);
    if (names === undefined) this.#byKind.set(kind, new Set([name]));
    else names.add(name);
  }

  has(kind: KeyKind, name = ''): boolean {
    return this.#byKind.get(kind)?.has(name) ?? false;
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
