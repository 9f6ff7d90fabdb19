/** Gathers changed ids and hands them on at most once per interval; the first one waits as well. */
export class RefreshQueue {
  readonly #interval: number;
  readonly #flush: (ids: ReadonlySet<string> | 'everything') => void;
  #ids = new Set<string>();
  #everything = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param interval milliseconds */
  constructor(interval: number, flush: (ids: ReadonlySet<string> | 'everything') => void) {
    this.#interval = interval;
    this.#flush = flush;
  }

  /** @param ids of changed nodes; none: everything changed */
  add(ids: readonly string[]): void {
    if (ids.length === 0) this.#everything = true;
    for (const id of ids) this.#ids.add(id);
    this.#timer ??= setTimeout(() => this.#send(), this.#interval);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #send(): void {
    const ids = this.#everything ? 'everything' : this.#ids;
    this.#timer = undefined;
    this.#everything = false;
    this.#ids = new Set();
    this.#flush(ids);
  }
}
