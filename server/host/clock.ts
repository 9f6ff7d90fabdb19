/** Time as the host needs it. Tests put a clock of their own in place. */
export interface Clock {
  /** Milliseconds that never run backwards. */
  now(): number;
  /** Runs something later, once. The result cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** Lets everything that waits for the event loop have its turn. */
  turn(): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  turn: () => new Promise(resolve => setImmediate(resolve)),
};

/** Every waiting time of the server, in milliseconds; `initializationOptions.delays` may shorten them. */
export interface Delays {
  /** Quiet after the last edit before other files see what was typed. */
  readonly quiet: number;
  /** Quiet after the last edit before syntax problems of an open buffer are said. */
  readonly syntax: number;
  /** From the first file event to reading; later events of the burst do not prolong it. */
  readonly disk: number;
  /** The longest piece of work before others have a turn. */
  readonly slice: number;
  /** Least time between two comparisons with the disk that a save or focus asks for, where the client reports changes. */
  readonly reconcile: number;
  /** Between two messages to the explorer. */
  readonly tree: number;
}

export const DEFAULT_DELAYS: Delays = {
  quiet: 300,
  syntax: 1000,
  disk: 50,
  slice: 8,
  reconcile: 10_000,
  tree: 250,
};
