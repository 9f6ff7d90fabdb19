/** Thrown when evaluation has taken too long; whoever runs the module gives up on the statement. */
export class BudgetExceeded extends Error {}

/** Longer texts and containers are not built by evaluation; what a file itself writes out may be longer. */
export const LONGEST_TEXT = 1_000_000;
export const LARGEST_CONTAINER = 200_000;

/** Counts steps of evaluation, so that no module can keep the reader busy for ever. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** @throws {BudgetExceeded} */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new BudgetExceeded();
  }

  /** Pays for looking at every character of a text. */
  spendText(length: number): void {
    this.spend(length >> 6);
  }

  /** Pays for looking for one text in another, which in the worst case compares all with all. */
  spendSearch(length: number, sought: number): void {
    this.spend((length >> 6) + Math.floor((length * sought) / 4096));
  }

  /** Allows some more steps after the budget was exceeded. */
  renew(steps: number): void {
    this.#left = steps;
  }
}
