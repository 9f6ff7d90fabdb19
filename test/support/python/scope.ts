/**
 * What a generated module is known to have bound at one point of its text: enough to write statements that mostly
 * do not raise. It is bookkeeping of names, not an interpreter; a module that raises all the same is passed over.
 */
export class Scope {
  readonly strings: string[] = [];
  readonly numbers: string[] = [];
  readonly lists: string[] = [];
  readonly entries: string[] = [];
  /** Tables and the steps that they surely hold. */
  readonly tables = new Map<string, Set<string>>();
  /** Functions of the module that take a step name and return an entry. */
  readonly makers: string[] = [];
  #counter = 0;

  fresh(prefix: string): string {
    this.#counter++;
    return `${prefix}_${this.#counter}`;
  }

  copy(): Scope {
    const copy = new Scope();
    copy.strings.push(...this.strings);
    copy.numbers.push(...this.numbers);
    copy.lists.push(...this.lists);
    copy.entries.push(...this.entries);
    copy.makers.push(...this.makers);
    for (const [name, steps] of this.tables) copy.tables.set(name, new Set(steps));
    copy.#counter = this.#counter;
    return copy;
  }

  /** Takes over the counter of a copy, so that no later name repeats one of its names. */
  passCounter(copy: Scope): void {
    this.#counter = Math.max(this.#counter, copy.#counter);
  }

  /** The tables that have a step that is known. */
  filledTables(): string[] {
    return [...this.tables].filter(([, steps]) => steps.size > 0).map(([name]) => name);
  }
}
