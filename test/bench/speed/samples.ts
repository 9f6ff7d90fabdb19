import { type Summary, summary } from './statistics.js';

/** Samples of every measure on every tree, in the order in which they came in. */
export class Samples {
  readonly #values = new Map<string, Map<string, number[]>>();

  add(measure: string, tree: string, value: number): void {
    let byTree = this.#values.get(measure);
    if (byTree === undefined) {
      byTree = new Map();
      this.#values.set(measure, byTree);
    }
    const values = byTree.get(tree);
    if (values === undefined) byTree.set(tree, [value]);
    else values.push(value);
  }

  /** undefined: not measured. */
  of(measure: string, tree: string): Summary | undefined {
    const values = this.#values.get(measure)?.get(tree);
    return values && summary(values);
  }

  /** The median; NaN where nothing was measured. */
  median(measure: string, tree: string): number {
    return this.of(measure, tree)?.median ?? Number.NaN;
  }

  measures(): string[] {
    return [...this.#values.keys()];
  }

  toJSON(): Record<string, Record<string, readonly number[]>> {
    return Object.fromEntries(
      [...this.#values].map(([measure, byTree]) => [measure, Object.fromEntries(byTree)]),
    );
  }
}
