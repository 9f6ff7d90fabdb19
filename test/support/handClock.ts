import type { Clock } from '../../server/host/clock.js';

/** A clock that stands still until a test moves it. */
export class HandClock implements Clock {
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];

  /** How many calls are waiting for their time. */
  get timers(): number {
    return this.#timers.length;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  }

  turn(): Promise<void> {
    return new Promise(resolve => setImmediate(resolve));
  }

  /** Lets time pass; what becomes due runs, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter(other => other !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}
