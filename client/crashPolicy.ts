const WINDOW = 3 * 60 * 1000;
const RESTARTS = 4;

export interface CrashDecision {
  readonly restart: boolean;
  /** Tell the user; a server that keeps dying says so once, not at every restart. */
  readonly announce: boolean;
}

/** Restarts a server that died, but gives up on one that dies five times in three minutes. */
export class CrashPolicy {
  #crashes: number[] = [];

  /** @param now milliseconds of a clock that nobody sets back */
  crashed(now: number): CrashDecision {
    this.#crashes = this.#crashes.filter(time => now - time < WINDOW);
    this.#crashes.push(now);
    const restart = this.#crashes.length <= RESTARTS;
    return { restart, announce: this.#crashes.length === 1 || !restart };
  }
}
