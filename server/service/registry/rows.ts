import { oncePer } from '../project/oncePer.js';
import type { Declaration, FileFacts, RegistryTable, TableKind } from '../sources/facts.js';
import { entryOf, rejectionOfDeclaration } from './acceptance.js';
import type { StepRow, WorkspaceRows } from './source.js';

/** A row before it is known what stands before it in its file. */
export type LooseRow = Omit<StepRow, 'lostTo'>;

/**
 * The tables of one workspace file from rows in the order in which the runtime loads them; of a key that occurs
 * again, the last row counts. A refused row takes everything that is read after it with it at run time.
 */
export function collectRows(rows: Iterable<LooseRow>): WorkspaceRows {
  const local = new Map<string, StepRow>();
  const overrides = new Map<string, StepRow>();
  const rejected = new Map<string, StepRow>();
  let lostTo: StepRow | undefined;
  for (const loose of rows) {
    const isRead = loose.unread !== true;
    const row: StepRow = isRead && lostTo !== undefined ? withLoss(loose, lostTo) : loose;
    const table = row.kind === 'local' ? local : overrides;
    const key = `${row.kind} ${row.name}`;
    if (row.rejections === undefined) {
      table.set(row.name, row);
      rejected.delete(key);
      continue;
    }
    table.delete(row.name);
    rejected.set(key, row);
    if (isRead) lostTo ??= row;
  }
  return { local, overrides, rejected: [...rejected.values()] };
}

/** The same row, whose entry is still made only when it is asked for. */
function withLoss(row: LooseRow, lostTo: StepRow): StepRow {
  return Object.defineProperties(
    { lostTo },
    Object.getOwnPropertyDescriptors(row),
  ) as unknown as StepRow;
}

/** A row over a declaration; its entry is made when it is asked for, so that listing a name costs nothing. */
export function rowOf(declaration: Declaration, facts: FileFacts, unread = false): StepRow {
  const rejections = rejectionOfDeclaration(declaration);
  return {
    name: declaration.name,
    kind: declaration.kind,
    get entry() {
      return entryOf(declaration);
    },
    line: facts.lines.lineOf(declaration.nameSpan.start) + 1,
    ...(declaration.conditional && { conditional: true }),
    ...(rejections !== undefined && { rejections }),
    ...(unread && { unread: true }),
  };
}

/** The table of each kind that the runtime of the design document reads. */
const READ: Readonly<Partial<Record<TableKind, string>>> = {
  local: 'LOCAL_STEPS',
  override: 'STEP_OVERRIDES',
};

function isRead(table: RegistryTable): boolean {
  return READ[table.kind] === table.name;
}

/** As the runtime loads them; before these what it does not read, so that a row that is read takes the other's place. */
const LOAD_ORDER: readonly TableKind[] = ['local', 'override'];

function* looseRows(facts: FileFacts): Generator<LooseRow> {
  for (const read of [false, true]) {
    for (const kind of LOAD_ORDER) {
      for (const table of facts.tables) {
        if (table.kind !== kind || isRead(table) !== read) continue;
        for (const declaration of table.declarations) {
          if (!declaration.superseded) yield rowOf(declaration, facts, !read);
        }
      }
    }
  }
}

/** The rows of a workspace's registry file. Made once per reading of the file. */
export const workspaceRowsOf = oncePer(
  (facts: FileFacts): WorkspaceRows => collectRows(looseRows(facts)),
);
