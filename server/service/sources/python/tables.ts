import type { MetadataTable, RegistryTable, SourceProblem, TableKind } from '../facts.js';
import type { ModuleTexts } from '../read.js';
import { evaluateModule } from './evaluation/run.js';
import { readMetadata } from './metadata.js';
import { readStatements, type Statements } from './statements.js';
import { isAlreadyIn, isSameObject, readTable } from './table.js';
import type { Tokens } from './tokens.js';

/** What a registry file says about steps. */
export interface TableFacts {
  /** In the order of the text. `WORKSPACE_STEPS` is left out where all that it holds is in `LOCAL_STEPS`, too. */
  readonly tables: readonly RegistryTable[];
  readonly metadata?: MetadataTable;
  readonly hyperparameters?: RegistryTable;
  /** Limits that were met. */
  readonly problems: readonly SourceProblem[];
  readonly moduleRequests: readonly string[];
}

const TABLES: ReadonlyMap<string, TableKind> = new Map([
  ['STEP_NAMES', 'core'],
  ['_EXTRAS', 'core'],
  ['LOCAL_STEPS', 'local'],
  ['WORKSPACE_STEPS', 'local'],
  ['STEP_OVERRIDES', 'override'],
]);
const RUNTIME_NAME = 'LOCAL_STEPS';
const DESIGN_NAME = 'WORKSPACE_STEPS';
const METADATA = 'WORKSPACE_METADATA';
const HYPERPARAMETERS = 'HYPERPARAMETER_REGISTRY';

/**
 * Reads the tables that a Python registry file binds when it is imported, without importing it. Never throws.
 *
 * A table of plain literals costs little more than its tokens. Declarations are in the order in which the module puts them in:
 * in a literal, that of the text. What a later statement or key replaces or deletes is there as `superseded`.
 *
 * @param path of the file, relative to the project, `/` separated
 * @param modules gives the texts of modules that the file imports; without it what they bind is not known
 */
export function readTables(
  tokens: Tokens,
  path: string,
  modules?: ModuleTexts,
  statements: Statements = readStatements(tokens),
): TableFacts {
  if (!mayHoldTables(tokens.text)) return { tables: [], problems: [], moduleRequests: [] };
  const evaluated = evaluateModule(tokens, statements, path, modules);
  const tables: RegistryTable[] = [];
  for (const [name, kind] of TABLES) {
    if (name === DESIGN_NAME && isSameObject(evaluated, name, RUNTIME_NAME)) continue;
    const table = readTable(evaluated, name, kind);
    if (table !== undefined) tables.push(table);
  }
  const metadata = readMetadata(evaluated, METADATA);
  const hyperparameters = readTable(evaluated, HYPERPARAMETERS, 'core');
  return {
    tables: withoutCopy(tables).sort((a, b) => a.nameSpan.start - b.nameSpan.start),
    ...(metadata && { metadata }),
    ...(hyperparameters && { hyperparameters }),
    problems: evaluated.problems,
    moduleRequests: evaluated.moduleRequests,
  };
}

/** A star import may bind a table without its name being written. */
function mayHoldTables(text: string): boolean {
  return /STEP_NAMES|_EXTRAS|_STEPS|STEP_OVERRIDES|WORKSPACE_METADATA|HYPERPARAMETER_REGISTRY|import\s*\*|globals|exec/.test(
    text,
  );
}

/** The runtime reads `LOCAL_STEPS`; `WORKSPACE_STEPS` may be the same under the design's name, or a part of it. */
function withoutCopy(tables: readonly RegistryTable[]): RegistryTable[] {
  const local = tables.find(table => table.name === RUNTIME_NAME);
  if (local === undefined) return [...tables];
  return tables.filter(table => table.name !== DESIGN_NAME || !isAlreadyIn(table, local));
}
