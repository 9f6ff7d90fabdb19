import type { TableKind } from '../sources/facts.js';
import { isDict, isOpaque, type PyDict, type PyValue } from '../sources/values.js';
import { rejectionOf, stripped } from './acceptance.js';
import { definitionOf } from './candidates.js';
import { entriesOf, pyValueOf } from './pythonValue.js';
import { collectRows, type LooseRow } from './rows.js';
import {
  compareText,
  type DeclaredStep,
  type FoundClass,
  type HyperparameterTable,
  type RegistrySource,
  type StepRow,
  type WorkspaceInfo,
  type WorkspaceRows,
} from './source.js';
import { CORE } from './workspaceLookup.js';

/** A table of a registry: name to entry, with the document's field names. */
export type TableInput = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

/** The tables of one workspace, as its registry file holds them. */
export interface WorkspaceTables {
  /** The directory above `src`; the id where the metadata claims none. */
  readonly directory: string;
  /** Relative to the project. Absent: the directory. */
  readonly path?: string;
  /** `LOCAL_STEPS` (the document's `WORKSPACE_STEPS`). */
  readonly steps?: TableInput;
  /** `STEP_OVERRIDES`. */
  readonly overrides?: TableInput;
  /** `WORKSPACE_METADATA`. */
  readonly metadata?: TableInput;
  /** A `HYPERPARAMETER_REGISTRY` of its own. */
  readonly hyperparameters?: TableInput;
}

/** A class that is known to exist. */
export interface ClassInput {
  readonly name: string;
  readonly path?: string;
  /** The directory or id of the workspace that holds it. */
  readonly workspace?: string;
  readonly bases?: readonly string[];
}

export interface RegistryTables {
  readonly core: TableInput;
  readonly workspaces?: readonly WorkspaceTables[];
  /** Absent: every builder that a core row names is taken to exist. */
  readonly classes?: readonly ClassInput[];
  /** `HYPERPARAMETER_REGISTRY` of core. */
  readonly hyperparameters?: TableInput;
}

interface WorkspaceRecord {
  readonly tables: WorkspaceTables;
  readonly claimedId: string;
  readonly metadata: PyDict;
  readonly rows: WorkspaceRows;
}

function* rowsIn(table: TableInput | undefined, kind: TableKind): Generator<LooseRow> {
  for (const [name, value] of entriesOf(table)) {
    const entry = pyValueOf(value);
    const rejections = rejectionOf(name, entry);
    yield { name, kind, entry, ...(rejections !== undefined && { rejections }) };
  }
}

function valuesIn(table: TableInput | undefined): ReadonlyMap<string, PyValue> {
  return new Map([...entriesOf(table)].map(([name, value]) => [name, pyValueOf(value)]));
}

function recordFor(tables: WorkspaceTables): WorkspaceRecord {
  const metadata = pyValueOf(tables.metadata ?? {});
  const known: PyDict = isDict(metadata) ? metadata : new Map();
  const claimed = known.get('developer_id');
  const id = typeof claimed === 'string' ? stripped(claimed) : '';
  return {
    tables,
    claimedId: id === '' ? tables.directory : id,
    metadata: known,
    rows: collectRows([...rowsIn(tables.steps, 'local'), ...rowsIn(tables.overrides, 'override')]),
  };
}

function* reasonsIn(value: PyValue): Generator<string> {
  if (isOpaque(value)) yield value.reason;
  else if (isDict(value)) for (const item of value.values()) yield* reasonsIn(item);
  else if (Array.isArray(value))
    for (const item of value as readonly PyValue[]) yield* reasonsIn(item);
}

function byClassName(classes: readonly ClassInput[]): ReadonlyMap<string, readonly ClassInput[]> {
  const grouped = new Map<string, ClassInput[]>();
  for (const each of classes) {
    const group = grouped.get(each.name);
    if (group === undefined) grouped.set(each.name, [each]);
    else group.push(each);
  }
  return grouped;
}

interface IndexedWorkspace {
  readonly info: WorkspaceInfo;
  readonly rows: WorkspaceRows;
  readonly hyperparameters: TableInput | undefined;
}

/** A registry that is given as plain tables. Workspaces can be added and removed. */
export class TableSource implements RegistrySource {
  readonly #core = new Map<string, StepRow>();
  readonly #records = new Map<string, WorkspaceRecord>();
  readonly #choices: ReadonlyMap<string, string>;
  readonly #classes: ReadonlyMap<string, readonly ClassInput[]> | undefined;
  readonly #hyperparameters: TableInput | undefined;
  #byId: ReadonlyMap<string, IndexedWorkspace>;
  #byName: ReadonlyMap<string, readonly DeclaredStep[]>;

  /** @param choices remembered choices: step name to workspace id or `core` */
  constructor(tables: RegistryTables, choices: TableInput = {}) {
    for (const row of rowsIn(tables.core, 'core')) this.#core.set(row.name, row);
    this.#choices = new Map(
      [...entriesOf(choices)].filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string',
      ),
    );
    this.#classes = tables.classes === undefined ? undefined : byClassName(tables.classes);
    this.#hyperparameters = tables.hyperparameters;
    for (const workspace of tables.workspaces ?? []) this.#put(workspace);
    this.#byId = new Map();
    this.#byName = new Map();
    this.#index();
  }

  /** Adds a workspace, or replaces the one that has its path. */
  add(tables: WorkspaceTables): void {
    const path = tables.path ?? tables.directory;
    for (const [key, record] of this.#records) {
      if ((record.tables.path ?? record.tables.directory) === path) this.#records.delete(key);
    }
    this.#put(tables);
    this.#index();
  }

  /** @returns false where no workspace has that unique id */
  remove(id: string): boolean {
    for (const [key, record] of this.#records) {
      if (this.#byId.get(id)?.rows === record.rows) {
        this.#records.delete(key);
        this.#index();
        return true;
      }
    }
    return false;
  }

  coreNames(): readonly string[] {
    return [...this.#core.keys()];
  }

  coreRow(name: string): StepRow | undefined {
    return this.#core.get(name);
  }

  workspaces(): readonly WorkspaceInfo[] {
    return [...this.#byId.values()].map(({ info }) => info);
  }

  rowsOf(id: string): WorkspaceRows | undefined {
    return this.#byId.get(id)?.rows;
  }

  workspaceRows(name: string): readonly DeclaredStep[] {
    return this.#byName.get(name) ?? [];
  }

  *names(): Iterable<string> {
    const names = new Set<string>();
    for (const row of this.#core.values()) if (row.rejections === undefined) names.add(row.name);
    for (const { rows } of this.#byId.values()) {
      for (const name of rows.local.keys()) names.add(name);
      for (const name of rows.overrides.keys()) names.add(name);
    }
    yield* names;
  }

  choice(name: string): string | undefined {
    return this.#choices.get(name);
  }

  classes(name: string): readonly FoundClass[] {
    if (this.#classes === undefined) {
      return this.#coreBuilders().has(name) ? [{ name, bases: [], synthesised: true }] : [];
    }
    return (this.#classes.get(name) ?? []).map(({ workspace, path, bases = [] }) => {
      const holder = this.workspaces().find(
        ({ id, directory }) => id === workspace || directory === workspace,
      );
      return {
        name,
        bases,
        ...(path !== undefined && { path }),
        ...(holder !== undefined && { workspace: holder.id }),
      };
    });
  }

  classNames(): Iterable<string> {
    return this.#classes?.keys() ?? this.#coreBuilders();
  }

  hyperparameters(): readonly HyperparameterTable[] {
    const tables: HyperparameterTable[] = [{ rows: valuesIn(this.#hyperparameters) }];
    for (const { info, hyperparameters } of this.#byId.values()) {
      tables.push({ workspace: info.id, rows: valuesIn(hyperparameters) });
    }
    return tables;
  }

  *unknownReasons(): Iterable<string> {
    const rows = [
      ...this.#core.values(),
      ...[...this.#byId.values()].flatMap(({ rows: { local, overrides, rejected } }) => [
        ...local.values(),
        ...overrides.values(),
        ...rejected,
      ]),
    ];
    for (const row of rows) yield* reasonsIn(row.entry);
  }

  #coreBuilders(): ReadonlySet<string> {
    const builders = [...this.#core.values()].map(row => definitionOf(row, null).builder_step_name);
    return new Set(builders.filter(builder => builder !== null));
  }

  /** Two workspaces of one path stay two. */
  #put(tables: WorkspaceTables): void {
    const path = tables.path ?? tables.directory;
    let key = path;
    for (let count = 2; this.#records.has(key); count++) key = `${path}#${count}`;
    this.#records.set(key, recordFor(tables));
  }

  #index(): void {
    const claims = new Map<string, number>();
    for (const { claimedId } of this.#records.values()) {
      claims.set(claimedId, (claims.get(claimedId) ?? 0) + 1);
    }
    const workspaces = [...this.#records].map(([key, { tables, claimedId, metadata, rows }]) => {
      const clashes = claims.get(claimedId)! > 1 || claimedId === CORE;
      const info: WorkspaceInfo = {
        id: clashes ? `${claimedId}@${key}` : claimedId,
        claimedId,
        directory: tables.directory,
        path: tables.path ?? tables.directory,
        metadata,
      };
      return { info, rows, hyperparameters: tables.hyperparameters };
    });
    workspaces.sort((a, b) => compareText(a.info.id, b.info.id));
    this.#byId = new Map(workspaces.map(workspace => [workspace.info.id, workspace]));
    const byName = new Map<string, DeclaredStep[]>();
    for (const { info, rows } of workspaces) {
      for (const row of [...rows.local.values(), ...rows.overrides.values(), ...rows.rejected]) {
        const list = byName.get(row.name);
        const declared = { row, workspace: info };
        if (list === undefined) byName.set(row.name, [declared]);
        else list.push(declared);
      }
    }
    this.#byName = byName;
  }
}
