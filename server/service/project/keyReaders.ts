import type { KeyKind } from './keys.js';

const NOBODY = -1;
/** Several files: a list of them stands elsewhere. */
const SEVERAL = -2;
const INITIAL = 1 << 10;
/** So many keys that nobody reads any more may wait before they are forgotten, beside as many as are read. */
const MANY_UNREAD = 1000;

/** The keys of one kind. */
interface Names {
  readonly numbers: Map<string, number>;
  /** The name that was asked for last: mostly it is asked for again. */
  last: string | undefined;
  lastNumber: number;
}

/**
 * Which file read which key. A large project has hundreds of thousands of such pairs, so that keys and files are numbers,
 * and what is known about a key is in arrays.
 */
export class KeyReaders {
  readonly #names = new Map<KeyKind, Names>();
  readonly #freeNumbers: number[] = [];
  #count = 0;
  /** Keys that have a number and no reader. */
  #unread = 0;
  /** By key: the file that reads it, NOBODY or SEVERAL. */
  #reader = new Int32Array(INITIAL);
  readonly #several = new Map<number, number[]>();
  /** By key: the recording that met it last. */
  #metIn = new Int32Array(INITIAL);
  #recording = 0;
  readonly #files: string[] = [];
  readonly #fileNumbers = new Map<string, number>();
  readonly #freeFiles: number[] = [];
  /** By file: the keys that it read. */
  readonly #keysOf: Int32Array[] = [];
  /** Keys that the current recording adds. */
  #added: number[] = [];

  /** How many keys a file reads. */
  countOf(uri: string): number {
    const file = this.#fileNumbers.get(uri);
    return file === undefined ? 0 : this.#keysOf[file]!.length;
  }

  /**
   * Adds what a file reads to what it has read before.
   * @param read gets the function that takes each key; not to be used when it has returned
   */
  record<T>(uri: string, read: (note: (kind: KeyKind, name: string) => void) => T): T {
    const file = this.#fileNumber(uri);
    const recording = ++this.#recording;
    for (const key of this.#keysOf[file]!) this.#metIn[key] = recording;
    this.#added = [];
    try {
      return read((kind, name) => {
        const key = this.#numberOf(kind, name);
        if (this.#metIn[key] === recording) return;
        this.#metIn[key] = recording;
        this.#added.push(key);
        this.#addReader(key, file);
      });
    } finally {
      if (this.#added.length > 0) {
        const before = this.#keysOf[file]!;
        const keys = new Int32Array(before.length + this.#added.length);
        keys.set(before);
        keys.set(this.#added, before.length);
        this.#keysOf[file] = keys;
        this.#added = [];
      }
    }
  }

  /** Adds the files that read a key to a set. */
  addReaders(kind: KeyKind, name: string, uris: Set<string>): void {
    const key = this.#names.get(kind)?.numbers.get(name);
    if (key === undefined) return;
    const reader = this.#reader[key]!;
    if (reader >= 0) uris.add(this.#files[reader]!);
    else if (reader === SEVERAL) {
      for (const file of this.#several.get(key)!) uris.add(this.#files[file]!);
    }
  }

  /** Forgets what a file read. */
  forget(uri: string): void {
    const file = this.#fileNumbers.get(uri);
    if (file === undefined) return;
    for (const key of this.#keysOf[file]!) this.#removeReader(key, file);
    this.#fileNumbers.delete(uri);
    this.#freeFiles.push(file);
    this.#keysOf[file] = NO_KEYS;
    this.#files[file] = '';
    const read = this.#count - this.#freeNumbers.length - this.#unread;
    if (this.#unread > MANY_UNREAD + read) this.#forgetUnread();
  }

  #fileNumber(uri: string): number {
    const known = this.#fileNumbers.get(uri);
    if (known !== undefined) return known;
    const file = this.#freeFiles.pop() ?? this.#files.length;
    this.#files[file] = uri;
    this.#keysOf[file] = NO_KEYS;
    this.#fileNumbers.set(uri, file);
    return file;
  }

  #numberOf(kind: KeyKind, name: string): number {
    let names = this.#names.get(kind);
    if (names === undefined) {
      names = { numbers: new Map(), last: undefined, lastNumber: 0 };
      this.#names.set(kind, names);
    }
    if (names.last !== name) {
      let key = names.numbers.get(name);
      if (key === undefined) {
        key = this.#newKey();
        names.numbers.set(name, key);
      }
      names.last = name;
      names.lastNumber = key;
    }
    return names.lastNumber;
  }

  #newKey(): number {
    const key = this.#freeNumbers.pop() ?? this.#count++;
    if (key === this.#reader.length) {
      this.#reader = doubled(this.#reader);
      this.#metIn = doubled(this.#metIn);
    }
    this.#reader[key] = NOBODY;
    this.#metIn[key] = 0;
    this.#unread++;
    return key;
  }

  #addReader(key: number, file: number): void {
    const reader = this.#reader[key]!;
    if (reader === SEVERAL) this.#several.get(key)!.push(file);
    else if (reader === NOBODY) {
      this.#unread--;
      this.#reader[key] = file;
    } else {
      this.#several.set(key, [reader, file]);
      this.#reader[key] = SEVERAL;
    }
  }

  #removeReader(key: number, file: number): void {
    if (this.#reader[key] === SEVERAL) {
      const several = this.#several.get(key)!;
      const last = several.pop()!;
      if (last !== file) several[several.indexOf(file)] = last;
      if (several.length > 0) return;
      this.#several.delete(key);
    }
    this.#reader[key] = NOBODY;
    this.#unread++;
  }

  #forgetUnread(): void {
    for (const names of this.#names.values()) {
      names.last = undefined;
      for (const [name, key] of names.numbers) {
        if (this.#reader[key] !== NOBODY) continue;
        names.numbers.delete(name);
        this.#freeNumbers.push(key);
      }
    }
    this.#unread = 0;
  }
}

const NO_KEYS = new Int32Array(0);

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
