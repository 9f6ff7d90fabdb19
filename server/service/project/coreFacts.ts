import { LEGACY_ALIASES } from '../registry/names/legacyAliases.js';
import type { Declaration, Field } from '../sources/facts.js';
import type { CoreSelection } from './coreSelection.js';
import type { Core, IndexedFile } from './project.js';

/** The SageMaker step types that cursus knows today; rows of the core in force add theirs. */
export const SAGEMAKER_TYPES: ReadonlySet<string> = new Set([
  'Base',
  'CradleDataLoading',
  'CreateModel',
  'Lambda',
  'MimsModelRegistrationProcessing',
  'Processing',
  'RedshiftDataLoading',
  'RegisterModel',
  'Training',
  'Transform',
  'Tuning',
  'Utility',
]);

interface Row {
  readonly file: IndexedFile;
  readonly declaration: Declaration;
}

function text(field: Field | undefined): string | undefined {
  return typeof field?.value === 'string' ? field.value : undefined;
}

function fieldOf(declaration: Declaration, key: string): Field | undefined {
  return declaration.fields.findLast(field => field.key === key);
}

/** The core in force, found by name: in the runtime's order a later file wins, and packs come last. */
export class CoreFacts {
  readonly core: Core;
  readonly fields: ReadonlySet<string>;
  readonly sagemakerTypes: ReadonlySet<string>;
  readonly legacyAliases: ReadonlyMap<string, string>;
  readonly #rows = new Map<string, Row[]>();
  readonly #synthesised = new Set<string>();
  readonly #configs = new Set<string>();
  readonly #uris: ReadonlySet<string>;

  constructor(selection: CoreSelection) {
    this.core = selection.core;
    this.#uris = new Set(selection.files.map(file => file.uri));
    const fields = new Set<string>();
    const types = new Set(SAGEMAKER_TYPES);
    const aliases = new Map(LEGACY_ALIASES);
    for (const step of selection.interfaceSteps) this.#synthesised.add(`${step}StepBuilder`);
    for (const file of selection.files) {
      const rowsNeedNoClass = file.external === true;
      for (const [alias, name] of file.facts.legacyAliases ?? []) aliases.set(alias, name);
      for (const table of file.facts.tables) {
        if (table.kind !== 'core') continue;
        for (const declaration of table.declarations) {
          const rows = this.#rows.get(declaration.name);
          if (rows === undefined) this.#rows.set(declaration.name, [{ file, declaration }]);
          else rows.push({ file, declaration });
          for (const field of declaration.fields) fields.add(field.key);
          const type = text(fieldOf(declaration, 'sagemaker_step_type'));
          // A type that only one interface file uses may be its own typing error.
          if (type !== undefined && file.role.kind !== 'interface') types.add(type);
          if (rowsNeedNoClass || file.role.kind === 'interface') {
            const builder = text(fieldOf(declaration, 'builder_step_name'));
            this.#synthesised.add(`${declaration.name}StepBuilder`);
            const config = text(fieldOf(declaration, 'config_class'));
            if (builder !== undefined && rowsNeedNoClass) this.#synthesised.add(builder);
            if (config !== undefined && rowsNeedNoClass) this.#configs.add(config);
          }
        }
      }
    }
    this.fields = fields;
    this.sagemakerTypes = types;
    this.legacyAliases = aliases;
  }

  names(): IterableIterator<string> {
    return this.#rows.keys();
  }

  /** The row that counts: the last one that is an entry and was not replaced within its own table. */
  row(name: string): Row | undefined {
    return this.#rows
      .get(name)
      ?.findLast(row => row.declaration.shape !== 'other' && !row.declaration.superseded);
  }

  /** The core files that declare a name, then the given ones. */
  declaring(name: string, others: readonly IndexedFile[]): readonly IndexedFile[] {
    const rows = this.#rows.get(name);
    if (rows === undefined) return others;
    return [...new Set(rows.map(row => row.file)), ...others];
  }

  /** Whether the file is part of the core in force. */
  reads(uri: string): boolean {
    return this.#uris.has(uri);
  }

  isSynthesised(builder: string): boolean {
    return this.#synthesised.has(builder);
  }

  needsNoConfig(config: string): boolean {
    return this.#configs.has(config);
  }

  /** The class names that this core makes known without a class. */
  *classNames(): IterableIterator<string> {
    yield* this.#synthesised;
    yield* this.#configs;
  }
}
