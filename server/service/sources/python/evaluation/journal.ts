import type { Changeable, State } from './objects.js';

/** The state of everything that has changed since a mark, at one moment. */
export type Snapshot = ReadonlyMap<Changeable, State>;

/** A mark in time that the journal can return to. */
export class Mark {
  /** What has changed since, as it was; `undefined`: it did not exist. */
  readonly before = new Map<Changeable, State | undefined>();
}

/**
 * Remembers the state of things before they change, so that both sides of a condition can be tried from the same start
 * and then be merged. Without a mark nothing is remembered and nothing costs.
 */
export class Journal {
  /** Counts the changes: equal counts, equal state. */
  changes = 0;
  /** Counts how often it has gone back. */
  returns = 0;
  readonly #marks: Mark[] = [];

  mark(): Mark {
    const mark = new Mark();
    this.#marks.push(mark);
    return mark;
  }

  /** Must be called before a thing is changed; returns what had to be copied. */
  beforeChange(thing: Changeable): number {
    this.changes++;
    const top = this.#marks.at(-1);
    if (top !== undefined && !top.before.has(thing)) {
      thing.state.share();
      top.before.set(thing, thing.state);
    }
    if (!thing.state.isShared) return 0;
    const { size } = thing.state;
    thing.state = thing.state.copy();
    return size;
  }

  /** Must be called for a thing that comes into being, so that other paths know nothing of it. */
  created(thing: Changeable): void {
    this.#marks.at(-1)?.before.set(thing, undefined);
  }

  /** What has changed since the mark, as it is now. */
  snapshot(mark: Mark): Snapshot {
    const snapshot = new Map<Changeable, State>();
    for (let i = this.#marks.length - 1; i >= 0; i--) {
      const current = this.#marks[i]!;
      for (const thing of current.before.keys()) {
        thing.state.share();
        snapshot.set(thing, thing.state);
      }
      if (current === mark) return snapshot;
    }
    return snapshot;
  }

  /** Makes everything as it was at the mark, which stays set. The mark must be the last one. */
  restore(mark: Mark): void {
    this.changes++;
    this.returns++;
    for (const [thing, state] of mark.before) {
      if (state !== undefined) thing.state = state;
    }
  }

  /** Makes everything as it was at the mark, and then as it is in the snapshot. */
  restoreTo(mark: Mark, snapshot: Snapshot): void {
    this.restore(mark);
    for (const [thing, state] of snapshot) {
      if (!mark.before.has(thing)) {
        thing.state.share();
        mark.before.set(thing, thing.state);
      }
      thing.state = state;
    }
  }

  /** Forgets the mark, which must be the last one; an earlier mark takes over what it remembers. */
  release(mark: Mark): void {
    this.#marks.pop();
    const outer = this.#marks.at(-1);
    if (outer === undefined) return;
    for (const [thing, state] of mark.before) {
      if (!outer.before.has(thing)) outer.before.set(thing, state);
    }
  }

  /** Sets the marks aside: what happens now is not remembered for them. */
  suspend(): Mark[] {
    return this.#marks.splice(0);
  }

  resume(marks: readonly Mark[]): void {
    this.#marks.splice(0, this.#marks.length, ...marks);
  }

  /** Forgets all marks: evaluation was given up in the middle. */
  reset(): void {
    this.#marks.length = 0;
    this.changes++;
  }
}
