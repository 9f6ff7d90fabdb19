/** So much is handed over before the client has taken it; more would only fill memory. */
const MOST_IN_FLIGHT = 256;

interface Held {
  readonly params: unknown;
  readonly send: (params: never) => Promise<void>;
}

/**
 * What the client is told without being asked. A client that reads slowly, or not at all, gets the last state of each
 * document, not every state on the way: what waits is bounded by how many there are.
 */
export class Outbox {
  readonly #held = new Map<string, Held>();
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;

  /**
   * @param key a later message of the same key takes the place of one that waits
   * @param send resolves when the client has taken it
   * @param merge what stands for both, where a later message does not say all that an earlier one did
   */
  post<P>(
    key: string,
    params: P,
    send: (params: P) => Promise<void>,
    merge: (waiting: P, later: P) => P = (_, later) => later,
  ): void {
    const waiting = this.#held.get(key);
    const now = waiting === undefined ? params : merge(waiting.params as P, params);
    // Behind everything that was said before it.
    this.#held.delete(key);
    this.#held.set(key, { params: now, send });
    this.#handOver();
  }

  /** Resolves when nothing is held back any more. */
  drained(): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      this.#handOver();
    });
  }

  #handOver(): void {
    for (const [key, { params, send }] of this.#held) {
      if (this.#inFlight >= MOST_IN_FLIGHT) return;
      this.#held.delete(key);
      this.#inFlight++;
      const done = (): void => {
        this.#inFlight--;
        this.#handOver();
      };
      // What cannot be sent is told by the connection itself, which then closes.
      send(params as never).then(done, done);
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
