import type { PythonSource } from '../parsing/source.js';
import type { State, Value } from './objects.js';
import type { Origin, Trail } from './origin.js';
import type { Unknown } from './unknown.js';

/** A part of a module's text. */
export interface Place {
  readonly source: PythonSource;
  readonly start: number;
  readonly end: number;
}

/** One key of a dict with its value. */
export interface Entry {
  readonly key: Value;
  readonly keyOrigin: Origin;
  readonly value: Value;
  readonly origin: Origin;
  /** Key through the end of the value, where they were put together. */
  readonly place: Place;
  /** How the entry came from there into this dict: spreads, updates, copies. */
  readonly trail?: Trail | undefined;
  /** The text of the entry is damaged. */
  readonly isDamaged?: boolean;
  /** It may not be there. */
  readonly isUncertain?: boolean;
  /** Why its value may be another one. */
  readonly doubt?: Unknown | undefined;
  /** What it is on each path, where paths met. */
  readonly alternatives?: readonly Entry[] | undefined;
  /** Counts the insertions into this dict. */
  readonly sequence: number;
}

/** Unknown entries that a dict may hold besides those that are known. */
export interface OpenPart {
  readonly why: Unknown;
  readonly place: Place;
}

/** An entry that was replaced by a later one or deleted, in the order of that. */
export interface PastEntry {
  readonly entry: Entry;
  readonly isDeleted: boolean;
}

/** More reasons why a dict is open say nothing new. */
const MOST_OPEN = 20;
/** Nobody looks at more of what was replaced. */
const MOST_PAST = 5000;

/** What a dict holds: in the order of Python, by the key as Python compares keys (see hashKey). */
export class DictState implements State {
  isShared = false;
  readonly entries: Map<unknown, Entry>;
  readonly open: OpenPart[];
  readonly past: PastEntry[];
  /** The order of the entries depends on the path. */
  isUnordered: boolean;
  /** Everything about it is in doubt and nothing has been put in since. */
  isLost = false;
  #sequence: number;

  constructor(from?: DictState) {
    this.entries = new Map(from?.entries);
    this.open = from === undefined ? [] : [...from.open];
    this.past = from === undefined ? [] : [...from.past];
    this.isUnordered = from?.isUnordered ?? false;
    this.isLost = from?.isLost ?? false;
    this.#sequence = from === undefined ? 0 : from.#sequence;
  }

  /** What it holds is known to the last entry. */
  get isExact(): boolean {
    if (this.open.length > 0 || this.isUnordered) return false;
    for (const entry of this.entries.values()) {
      if (entry.isUncertain || entry.doubt !== undefined) return false;
    }
    return true;
  }

  get size(): number {
    return this.entries.size + this.past.length;
  }

  copy(): DictState {
    return new DictState(this);
  }

  share(): void {
    this.isShared = true;
  }

  nextSequence(): number {
    return this.#sequence++;
  }

  /** Makes sure that later insertions count on from those of another state. */
  continueSequence(other: DictState): void {
    this.#sequence = Math.max(this.#sequence, other.#sequence);
  }

  /** Puts an entry in; a key that is there keeps its place and its spelling, as in Python. */
  put(hash: unknown, entry: Omit<Entry, 'sequence'>): void {
    this.isLost = false;
    const before = this.entries.get(hash);
    if (before !== undefined) {
      this.#remember(before, false);
      // One that was gone comes in anew, behind all others.
      if (before.isUncertain) this.isUnordered = true;
    }
    // All of its parts are named, so that all entries have one layout: tables have thousands.
    this.entries.set(hash, {
      key: before === undefined ? entry.key : before.key,
      keyOrigin: entry.keyOrigin,
      value: entry.value,
      origin: entry.origin,
      place: entry.place,
      trail: entry.trail,
      isDamaged: entry.isDamaged ?? false,
      isUncertain: entry.isUncertain ?? false,
      doubt: entry.doubt,
      alternatives: entry.alternatives,
      sequence: this.nextSequence(),
    });
  }

  /** Changes what is known of an entry without replacing it. */
  revise(hash: unknown, change: Partial<Entry>): void {
    const entry = this.entries.get(hash);
    if (entry !== undefined) this.entries.set(hash, { ...entry, ...change });
  }

  /** Whatever it holds may be gone or replaced, and anything may have come in. */
  lose(why: Unknown, place: Place): void {
    this.isLost = true;
    this.isUnordered = true;
    for (const [hash, entry] of this.entries) {
      this.entries.set(hash, { ...entry, isUncertain: true, doubt: entry.doubt ?? why });
    }
    this.opened(why, place);
  }

  /** There may be other entries than those that are known. */
  opened(why: Unknown, place: Place): void {
    if (this.open.length >= MOST_OPEN) return;
    const isNoted = this.open.some(
      part => part.place.start === place.start && part.why.reason === why.reason,
    );
    if (!isNoted) this.open.push({ why, place });
  }

  #remember(entry: Entry, isDeleted: boolean): void {
    if (this.past.length < MOST_PAST) this.past.push({ entry, isDeleted });
  }

  delete(hash: unknown): void {
    const entry = this.entries.get(hash);
    if (entry === undefined) return;
    this.entries.delete(hash);
    this.#remember(entry, true);
  }
}
