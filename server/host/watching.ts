import { WatchKind } from 'vscode-languageserver-protocol';
import type { Clock, Delays } from './clock.js';

/**
 * What the client is asked to report. Files that come and go under any name, because of a folder that is deleted or
 * moved only its own name is reported; changes of files that are read.
 */
export const WATCHERS = [
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
  { globPattern: '**/*.{py,ipynb,yaml,json}', kind: WatchKind.Change },
];

/**
 * When everything is compared with the disk: on every save and focus where the client does not report changes; else at
 * times only, because events get lost.
 */
export class Reconciling {
  readonly #clock: Clock;
  readonly #pause: number;
  readonly #rescan: () => void;
  #last = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, delays: Delays, clientReports: boolean, rescan: () => void) {
    this.#clock = clock;
    this.#pause = clientReports ? delays.reconcile : 0;
    this.#rescan = rescan;
  }

  /** The project has just been compared with the disk. */
  done(): void {
    this.#last = this.#clock.now();
  }

  /** A save, or another editor has the focus. */
  suggest(): void {
    if (this.#clock.now() - this.#last < this.#pause) return;
    this.done();
    this.#rescan();
  }
}
