import type { Clock, Delays } from './clock.js';

/** What happens when the typing stops. */
export interface TypingEvents {
  /** The quiet time is over: the shared index gets what was typed. */
  quiet(keys: readonly string[]): void;
  /** Syntax problems of this buffer may be said now. */
  syntaxDue(key: string): void;
}

/**
 * Which open buffers are being typed in. Findings of the buffer itself follow every edit; other files see it after a
 * quiet moment, so that nothing flickers there; syntax problems wait longer.
 */
export class Typing {
  readonly #clock: Clock;
  readonly #delays: Delays;
  readonly #events: TypingEvents;
  readonly #unsettled = new Set<string>();
  readonly #syntax = new Map<string, () => void>();
  #cancelQuiet: (() => void) | undefined;

  constructor(clock: Clock, delays: Delays, events: TypingEvents) {
    this.#clock = clock;
    this.#delays = delays;
    this.#events = events;
  }

  get isQuiet(): boolean {
    return this.#unsettled.size === 0 && this.#syntax.size === 0;
  }

  edited(key: string): void {
    this.#unsettled.add(key);
    this.#cancelQuiet?.();
    this.#cancelQuiet = this.#clock.after(this.#delays.quiet, () => this.settle());
    this.#syntax.get(key)?.();
    this.#syntax.set(
      key,
      this.#clock.after(this.#delays.syntax, () => {
        this.#syntax.delete(key);
        this.#events.syntaxDue(key);
      }),
    );
  }

  /** What was typed and is not in the index yet. */
  isUnsettled(key: string): boolean {
    return this.#unsettled.has(key);
  }

  withholdsSyntax(key: string): boolean {
    return this.#syntax.has(key);
  }

  /** Ends the quiet time now. */
  settle(): void {
    this.#cancelQuiet?.();
    this.#cancelQuiet = undefined;
    const keys = [...this.#unsettled];
    this.#unsettled.clear();
    if (keys.length > 0) this.#events.quiet(keys);
  }

  /** A save says that the text is meant: everything is said. */
  saved(key: string): void {
    this.settle();
    this.#syntax.get(key)?.();
    if (this.#syntax.delete(key)) this.#events.syntaxDue(key);
  }

  /** The buffer is closed; what was typed in it counts no more. */
  forget(key: string): void {
    this.#unsettled.delete(key);
    this.#syntax.get(key)?.();
    this.#syntax.delete(key);
  }

  stop(): void {
    this.#cancelQuiet?.();
    for (const cancel of this.#syntax.values()) cancel();
    this.#syntax.clear();
    this.#unsettled.clear();
  }
}
