import type { Finding } from '../rules/finding.js';
import type { Judge, JudgementOptions } from '../rules/rule.js';
import { type KeyKind, type KeyRecorder, KeySet } from './keys.js';
import type { IndexedFile } from './project.js';
import type { ProjectIndex } from './projectIndex.js';

/** Who read a key: one file, or several. */
type Readers = string | Set<string>;

/**
 * Runs the rules over files and remembers which keys of the index each file's findings came from, so that a
 * change is answered by exactly the files that it concerns.
 */
export class Diagnoser {
  readonly #index: ProjectIndex;
  readonly #judge: Judge;
  readonly #readers = new Map<KeyKind, Map<string, Readers>>();
  readonly #keysOf = new Map<string, KeySet>();
  readonly #relatedTo = new Map<string, Set<string>>();
  readonly #relationsOf = new Map<string, ReadonlySet<string>>();

  /** @param judge the rule engine (rules/engine.ts) */
  constructor(index: ProjectIndex, judge: Judge) {
    this.#index = index;
    this.#judge = judge;
  }

  /**
   * The findings of one file now; none for a file that is not there.
   * @param draft the file as it is being edited, in place of its settled facts
   */
  diagnose(uri: string, options: JudgementOptions, draft?: IndexedFile): readonly Finding[] {
    // While somebody types, what was read before stays recorded: a key too many costs a look, and each keystroke would
    // otherwise take back and give anew thousands of them. The settled file starts afresh.
    if (draft === undefined) this.forget(uri);
    else this.#forgetRelations(uri);
    const file = draft ?? this.#index.file(uri);
    if (file === undefined) return [];
    const keys = this.#keysOf.get(uri) ?? new KeySet();
    this.#keysOf.set(uri, keys);
    const record: KeyRecorder = (kind, name) => {
      if (keys.add(kind, name)) this.#addReader(kind, name, uri);
    };
    const findings = this.#judge(file, this.#index.view(record, draft), options);
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
      const readers = this.#readers.get(kind)?.get(name);
      if (readers === undefined) continue;
      if (typeof readers === 'string') uris.add(readers);
      else for (const uri of readers) uris.add(uri);
    }
    return uris;
  }

  /** The files whose last findings point into the given one: their related places move with it. */
  pointingTo(uri: string): ReadonlySet<string> {
    return this.#relatedTo.get(uri) ?? new Set();
  }

  /** Forgets what the findings of a file depended on. */
  forget(uri: string): void {
    for (const [kind, name] of this.#keysOf.get(uri) ?? []) this.#removeReader(kind, name, uri);
    this.#keysOf.delete(uri);
    this.#forgetRelations(uri);
  }

  #forgetRelations(uri: string): void {
    for (const other of this.#relationsOf.get(uri) ?? []) {
      const set = this.#relatedTo.get(other);
      set?.delete(uri);
      if (set?.size === 0) this.#relatedTo.delete(other);
    }
    this.#relationsOf.delete(uri);
  }

  #addReader(kind: KeyKind, name: string, uri: string): void {
    let byName = this.#readers.get(kind);
    if (byName === undefined) {
      byName = new Map();
      this.#readers.set(kind, byName);
    }
    const readers = byName.get(name);
    if (readers === undefined) byName.set(name, uri);
    else if (typeof readers === 'string') {
      if (readers !== uri) byName.set(name, new Set([readers, uri]));
    } else readers.add(uri);
  }

  #removeReader(kind: KeyKind, name: string, uri: string): void {
    const byName = this.#readers.get(kind);
    const readers = byName?.get(name);
    if (readers === uri) byName!.delete(name);
    else if (readers instanceof Set) {
      readers.delete(uri);
      if (readers.size === 0) byName!.delete(name);
    }
  }
}
