import { EntryMemory } from '../rules/entryMemory.js';
import type { Finding } from '../rules/finding.js';
import type { Judge, JudgementOptions } from '../rules/rule.js';
import { KeyReaders } from './keyReaders.js';
import type { KeyRecorder } from './keys.js';
import type { IndexedFile } from './project.js';
import type { ProjectIndex } from './projectIndex.js';

interface Remembered {
  readonly memory: EntryMemory;
  /** How many keys the findings depended on at first. */
  keys: number | undefined;
}

/** So many keys that were once read may pile up while somebody types, beside as many as there are. */
const MANY_KEYS = 1000;

/**
 * Runs the rules over files and remembers which keys of the index each file's findings came from, so that a
 * change is answered by exactly the files that it concerns.
 */
export class Diagnoser {
  readonly #index: ProjectIndex;
  readonly #judge: Judge;
  readonly #readers = new KeyReaders();
  readonly #relatedTo = new Map<string, Set<string>>();
  readonly #relationsOf = new Map<string, ReadonlySet<string>>();
  /** Of registries that are being edited. */
  readonly #memories = new Map<string, Remembered>();

  /** @param judge the rule engine (rules/engine.ts) */
  constructor(index: ProjectIndex, judge: Judge) {
    this.#index = index;
    this.#judge = judge;
  }

  /**
   * The findings of one file now; none for a file that is not there.
   * @param draft the file as it is being edited, in place of its settled facts
   * @param isOpen somebody may edit it: what is found about each entry is remembered
   */
  diagnose(
    uri: string,
    options: JudgementOptions,
    draft?: IndexedFile,
    isOpen = draft !== undefined,
  ): readonly Finding[] {
    const file = draft ?? this.#index.file(uri);
    const remembered = isOpen && file !== undefined ? this.#remembered(file) : undefined;
    if (remembered === undefined) this.#memories.delete(uri);
    // While somebody types, what was read before stays recorded: a key too many costs a look, and each keystroke would
    // otherwise take back and give anew thousands of them. The settled file starts afresh, unless it is remembered.
    if (draft === undefined && remembered === undefined) this.forget(uri);
    else this.#forgetRelations(uri);
    if (file === undefined) return [];
    const memory = remembered?.memory;
    const findings = this.#readers.record(uri, note => {
      const record: KeyRecorder =
        memory === undefined
          ? note
          : (kind, name) => {
              memory.note(kind, name);
              note(kind, name);
            };
      return this.#judge(file, this.#index.view(record, draft), options, memory);
    });
    if (remembered !== undefined) remembered.keys ??= this.#readers.countOf(uri);
    const relations = new Set<string>();
    for (const finding of findings) {
      for (const related of finding.related) {
        if (related.file.uri !== uri) relations.add(related.file.uri);
      }
    }
    if (relations.size > 0) {
      this.#relationsOf.set(uri, relations);
      for (const other of relations) {
        const set = this.#relatedTo.get(other);
        if (set === undefined) this.#relatedTo.set(other, new Set([uri]));
        else set.add(uri);
      }
    }
    return findings;
  }

  /**
   * The files that read a key which changed since the last call. Call it after every settled change.
   * @param note is told each of these keys
   */
  affected(note?: KeyRecorder): ReadonlySet<string> {
    const uris = new Set<string>();
    for (const [kind, name] of this.#index.takeChanges()) {
      note?.(kind, name);
      for (const { memory } of this.#memories.values()) memory.changed(kind, name);
      this.#readers.addReaders(kind, name, uris);
    }
    return uris;
  }

  /** The files whose last findings point into the given one: their related places move with it. */
  pointingTo(uri: string): ReadonlySet<string> {
    return this.#relatedTo.get(uri) ?? new Set();
  }

  /** Nobody edits the file any more: nothing is remembered of its entries. */
  closed(uri: string): void {
    this.#memories.delete(uri);
  }

  /** Forgets what the findings of a file depended on. */
  forget(uri: string): void {
    this.#readers.forget(uri);
    this.#memories.delete(uri);
    this.#forgetRelations(uri);
  }

  /** What is remembered of a registry that is open. */
  #remembered(file: IndexedFile): Remembered | undefined {
    if (file.role.kind !== 'workspace-registry') return undefined;
    let remembered = this.#memories.get(file.uri);
    const keys = this.#readers.countOf(file.uri);
    const isOld = remembered?.keys !== undefined && keys > 2 * remembered.keys + MANY_KEYS;
    if (isOld) this.forget(file.uri);
    if (remembered === undefined || isOld) {
      remembered = { memory: new EntryMemory(), keys: undefined };
      this.#memories.set(file.uri, remembered);
    }
    return remembered;
  }

  #forgetRelations(uri: string): void {
    for (const other of this.#relationsOf.get(uri) ?? []) {
      const set = this.#relatedTo.get(other);
      set?.delete(uri);
      if (set?.size === 0) this.#relatedTo.delete(other);
    }
    this.#relationsOf.delete(uri);
  }
}
