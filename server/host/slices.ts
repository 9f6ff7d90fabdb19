import type { Clock } from './clock.js';

/** Long work in short pieces: between two of them everything else has its turn. */
export class TimeSlice {
  readonly #clock: Clock;
  readonly #length: number;
  #end: number;

  /** @param length the longest piece, in milliseconds */
  constructor(clock: Clock, length: number) {
    this.#clock = clock;
    this.#length = length;
    this.#end = clock.now() + length;
  }

  get isOver(): boolean {
    return this.#clock.now() >= this.#end;
  }

  /** Lets others have their turn where the piece was long enough. */
  async pause(): Promise<void> {
    if (!this.isOver) return;
    await this.#clock.turn();
    this.#end = this.#clock.now() + this.#length;
  }
}

/** Handles all items, a few at a time; the next one starts when one is done, so that results never pile up. */
export async function forEachLimited<T>(
  items: Iterable<T>,
  limit: number,
  handle: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await handle(next.value);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
