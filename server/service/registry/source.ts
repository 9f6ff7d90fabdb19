import type { TableKind } from '../sources/facts.js';
import type { PyDict, PyValue } from '../sources/values.js';
import type { Rejection } from './acceptance.js';

/** One row of a registry table: of a key that occurs twice, the one that counts. Rows are immutable and compared by identity. */
export interface StepRow {
  readonly name: string;
  readonly kind: TableKind;
  /** What Python would hold. */
  readonly entry: PyValue;
  /** The runtime's model refuses the row, so it is no candidate. */
  readonly rejections?: readonly Rejection[];
  /** An earlier row of the file is refused, so this one is never loaded at run time. */
  readonly lostTo?: StepRow;
  /** Exists only on some path through the code. */
  readonly conditional?: boolean;
  /** In a table that released runtimes do not read. */
  readonly unread?: boolean;
  /** Where the row is written, counted from 1. */
  readonly line?: number;
}

/** One workspace's own tables. The maps hold sound rows only, in the file's order. */
export interface WorkspaceRows {
  readonly local: ReadonlyMap<string, StepRow>;
  readonly overrides: ReadonlyMap<string, StepRow>;
  readonly rejected: readonly StepRow[];
}

export interface WorkspaceInfo {
  /** Unique: the claimed id, or `id@path` where several directories claim it or it is `core`. */
  readonly id: string;
  readonly claimedId: string;
  readonly directory: string;
  /** Relative to the project; the directory where nothing else is known. */
  readonly path: string;
  readonly metadata: PyDict;
}

/** A row and the workspace that declares it; no workspace for core. */
export interface DeclaredStep {
  readonly row: StepRow;
  readonly workspace?: WorkspaceInfo;
}

/** A builder (or any) class that was found in the source text, or that the runtime makes up. */
export interface FoundClass {
  readonly name: string;
  /** Relative to the project; absent where no file has it. */
  readonly path?: string;
  /** The id of the workspace that holds the file. */
  readonly workspace?: string;
  readonly bases: readonly string[];
  /** Made by the runtime from an interface: no file has it. */
  readonly synthesised?: boolean;
}

/** `HYPERPARAMETER_REGISTRY` of core, or of one workspace. */
export interface HyperparameterTable {
  readonly workspace?: string;
  readonly rows: ReadonlyMap<string, PyValue>;
}

/**
 * What the engine reads. Every question is asked again each time, so that a source over a changing index is never
 * stale; a source answers a question about one name without looking at all workspaces' entries.
 */
export interface RegistrySource {
  /** In core's own order. */
  coreNames(): readonly string[];
  coreRow(name: string): StepRow | undefined;
  /** Sorted by id. */
  workspaces(): readonly WorkspaceInfo[];
  /** @param id a unique id */
  rowsOf(id: string): WorkspaceRows | undefined;
  /** Every workspace's rows of one name, refused ones included, in no particular order. */
  workspaceRows(name: string): readonly DeclaredStep[];
  /** All names that core or any workspace declares, refused rows left out. */
  names(): Iterable<string>;
  /** The remembered choice: a workspace's id or `core`. */
  choice(name: string): string | undefined;
  classes(name: string): readonly FoundClass[];
  classNames(): Iterable<string>;
  hyperparameters(): readonly HyperparameterTable[];
  /** Of every value in a table of core or of a workspace that only running code could tell, why. */
  unknownReasons(): Iterable<string>;
}

/** The order of ids, names and paths everywhere: by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
