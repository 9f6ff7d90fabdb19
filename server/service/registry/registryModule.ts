import { roleOf } from '../project/layout.js';
import type { FileRole } from '../project/roles.js';
import type { FileFacts, RegistryTable, TableKind } from '../sources/facts.js';
import type { Reader } from '../sources/read.js';
import type { PyValue } from '../sources/values.js';
import { entryOf } from './acceptance.js';
import { RegistryLoadError } from './errors.js';
import { formatRegistryLoadError } from './messages.js';

/** What a registry file declares, as Python would hold it; what only running could tell is opaque. */
export interface RegistryModule {
  /** `STEP_NAMES`. */
  readonly core: ReadonlyMap<string, PyValue>;
  /** `LOCAL_STEPS`, or `WORKSPACE_STEPS`. */
  readonly steps: ReadonlyMap<string, PyValue>;
  /** `STEP_OVERRIDES`. */
  readonly overrides: ReadonlyMap<string, PyValue>;
  /** `WORKSPACE_METADATA`. */
  readonly metadata: ReadonlyMap<string, PyValue>;
  /** `HYPERPARAMETER_REGISTRY`. */
  readonly hyperparameters: ReadonlyMap<string, PyValue>;
  /** Where something is not known, and why: `[]` a table itself, `[NAME]` an entry, `[NAME, FIELD]` a field. */
  readonly unknown: readonly {
    readonly path: readonly string[];
    readonly reason: string;
    readonly detail: string;
  }[];
}

/** Problems that keep Python from loading the file. */
const FATAL: ReadonlySet<string> = new Set(['syntax', 'encoding', 'unreadable']);

/** Roles of Python files that hold tables. */
const PYTHON_TABLES: ReadonlySet<string> = new Set([
  'workspace-registry',
  'core-python',
  'core-extras',
]);

const WORKSPACE_FILE: FileRole = { kind: 'workspace-registry', directory: '', root: '' };

/** The rows of a kind; what stands in `LOCAL_STEPS` takes the place of what stands in a table that is not read. */
function tableOf(facts: FileFacts, kind: TableKind): ReadonlyMap<string, PyValue> {
  const rows = new Map<string, PyValue>();
  const tables = facts.tables.filter(table => table.kind === kind);
  const read = ({ name }: RegistryTable): number => Number(name === 'LOCAL_STEPS');
  for (const table of tables.sort((a, b) => read(a) - read(b))) {
    for (const declaration of table.declarations) {
      if (!declaration.superseded) rows.set(declaration.name, entryOf(declaration));
    }
  }
  return rows;
}

function moduleOf(facts: FileFacts): RegistryModule {
  const hyperparameters = facts.hyperparameters?.declarations ?? [];
  return {
    core: tableOf(facts, 'core'),
    steps: tableOf(facts, 'local'),
    overrides: tableOf(facts, 'override'),
    metadata: facts.metadata?.value ?? new Map(),
    hyperparameters: new Map(hyperparameters.map(each => [each.name, entryOf(each)])),
    unknown: [...facts.tables, ...(facts.metadata ? [facts.metadata] : [])].flatMap(table =>
      table.opaque.map(({ path, reason, detail }) => ({ path, reason, detail })),
    ),
  };
}

/**
 * Reads a registry file without running it.
 * @param path tells which tables to expect; a path that says nothing is read as a workspace's registry
 * @throws RegistryLoadError where Python could not load the file either
 */
export function readRegistryModule(read: Reader, text: string, path: string): RegistryModule {
  const known = roleOf(path);
  const role = known !== undefined && PYTHON_TABLES.has(known.kind) ? known : WORKSPACE_FILE;
  const facts = read({ path, role, text });
  const fatal = facts.problems.find(({ kind }) => FATAL.has(kind));
  if (fatal === undefined) return moduleOf(facts);
  const line = facts.lines.lineOf(fatal.span.start) + 1;
  throw new RegistryLoadError(formatRegistryLoadError(path, `line ${line}: ${fatal.message}`));
}

/** Whether a file is there (its text is not null), is Python by its name, and loads. */
export function isRegistryFile(read: Reader, path: string, text: string | null): boolean {
  if (text === null || !path.endsWith('.py')) return false;
  try {
    readRegistryModule(read, text, path);
    return true;
  } catch (error) {
    if (error instanceof RegistryLoadError) return false;
    throw error;
  }
}
