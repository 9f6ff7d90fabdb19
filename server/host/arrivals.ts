import type { Clock } from './clock.js';

/** More events than this at a time are answered by looking at the whole project. */
const MAX_WAITING = 5000;

/** Events of one burst: paths relative to the project, each once; or `everything`. */
export type Burst = ReadonlySet<string> | 'everything';

/**
 * File events on their way in. The first one opens a window of fixed length, so that a program that writes without
 * pause delays nothing; memory is bounded whatever arrives.
 */
export class Arrivals {
  readonly #clock: Clock;
  readonly #window: number;
  readonly #due: () => void;
  #waiting = new Set<string>();
  #overflown = false;
  #cancel: (() => void) | undefined;
  #isDue = false;

  /** @param due called when a burst can be taken */
  constructor(clock: Clock, window: number, due: () => void) {
    this.#clock = clock;
    this.#window = window;
    this.#due = due;
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0 && !this.#overflown;
  }

  /** There is a burst, and its window is over. */
  get isDue(): boolean {
    return this.#isDue;
  }

  add(relative: string): void {
    if (this.#overflown) return;
    this.#waiting.add(relative);
    if (this.#waiting.size > MAX_WAITING) this.addEverything();
    this.#open();
  }

  addEverything(): void {
    this.#overflown = true;
    this.#waiting.clear();
    this.#open();
  }

  take(): Burst {
    const burst = this.#overflown ? 'everything' : this.#waiting;
    this.#waiting = new Set();
    this.#overflown = false;
    this.#isDue = false;
    return burst;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.take();
  }

  #open(): void {
    if (this.#cancel !== undefined || this.#isDue) return;
    this.#cancel = this.#clock.after(this.#window, () => {
      this.#cancel = undefined;
      this.#isDue = true;
      this.#due();
    });
  }
}
