import { isDict, type PyValue } from '../sources/values.js';
import { plainOf, recordOf } from './pythonValue.js';
import type { RegistrySource, WorkspaceInfo } from './source.js';

type Row = PyValue;

function fieldOf(row: Row | undefined, field: string): string | null {
  const value = isDict(row) ? row.get(field) : undefined;
  return typeof value === 'string' ? value : null;
}

/** `HYPERPARAMETER_REGISTRY` of core, extended by that of one workspace. Empty where the project has none. */
export class HyperparameterRegistry {
  readonly #rows = new Map<string, Row>();

  constructor(source: RegistrySource, own: WorkspaceInfo | undefined) {
    const tables = source.hyperparameters();
    for (const owner of [undefined, own?.id]) {
      for (const { workspace, rows } of tables) {
        if (workspace !== owner) continue;
        for (const [name, row] of rows) this.#rows.set(name, row);
      }
      if (own === undefined) break;
    }
  }

  classes(): string[] {
    return [...this.#rows.keys()];
  }

  classByModelType(modelType: string): string | null {
    for (const [name, row] of this.#rows) if (fieldOf(row, 'model_type') === modelType) return name;
    return null;
  }

  modulePath(className: string): string | null {
    return fieldOf(this.#rows.get(className), 'module_path');
  }

  /** Every class with its row. A fresh copy. */
  info(): Record<string, unknown> {
    return recordOf([...this.#rows].map(([name, row]) => [name, plainOf(row)]));
  }

  has(className: string): boolean {
    return this.#rows.has(className);
  }
}
