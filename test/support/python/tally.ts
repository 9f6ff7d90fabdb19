import type { TableFacts } from '../../../server/service/sources/python/tables.js';
import { isDict, isOpaque, type PyValue } from '../../../server/service/sources/values.js';
import type { GeneratedProject } from './project.js';

/** Counts what was compared, so that a run without a difference says what it is worth. */
export class Tally {
  #modules = 0;
  #tables = 0;
  #steps = 0;
  #values = 0;
  readonly #reasons = new Map<string, number>();

  count({ modules }: GeneratedProject, { tables, metadata }: TableFacts): void {
    this.#modules += modules.size;
    this.#tables += tables.length + (metadata === undefined ? 0 : 1);
    for (const { declarations, opaque } of tables) {
      for (const { superseded, shape, raw, fields } of declarations) {
        if (superseded) continue;
        this.#steps++;
        if (shape === 'entry') for (const { value } of fields) this.#value(value);
        else this.#value(raw ?? null);
      }
      for (const { reason } of opaque) {
        this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
      }
    }
    if (metadata !== undefined) this.#value(metadata.value);
  }

  #value(value: PyValue): void {
    if (isOpaque(value)) return;
    this.#values++;
    if (isDict(value)) for (const inner of value.values()) this.#value(inner);
    else if (Array.isArray(value)) for (const inner of value) this.#value(inner);
  }

  get text(): string {
    const reasons = [...this.#reasons].sort(([, a], [, b]) => b - a);
    const opaque = reasons.map(([reason, count]) => `${reason} ${count}`).join(', ') || 'none';
    const known = `${this.#tables} tables, ${this.#steps} steps, ${this.#values} known values`;
    return `${this.#modules} modules, ${known}, opaque: ${opaque}`;
  }
}
