import type { IndexedFile, ProjectView } from '../project/project.js';
import type { Declaration, Field, RegistryTable } from '../sources/facts.js';
import { isOpaque } from '../sources/values.js';

/** One declaration of the file that is judged, with its table. */
export interface Entry {
  readonly table: RegistryTable;
  readonly declaration: Declaration;
}

/** The declarations of a workspace's registry file that rules may speak about: not those whose text is damaged. */
export function* workspaceEntries(file: IndexedFile): Generator<Entry> {
  if (file.role.kind !== 'workspace-registry') return;
  for (const table of file.facts.tables) {
    if (table.kind === 'core') continue;
    for (const declaration of table.declarations) {
      if (!declaration.damaged) yield { table, declaration };
    }
  }
}

/** The rows of the core in force that stand in this file; none where another core is in force. */
export function* coreRows(file: IndexedFile, view: ProjectView): Generator<Entry> {
  if (!isCoreFile(file)) return;
  for (const table of file.facts.tables) {
    if (table.kind !== 'core') continue;
    for (const declaration of table.declarations) {
      if (declaration.damaged) continue;
      const inForce = view
        .declarations(declaration.name)
        .some(placed => placed.file.uri === file.uri && placed.workspace === undefined);
      if (inForce) yield { table, declaration };
    }
  }
}

/** Entries that count at run time: those of a workspace, or those of the core in force. */
export function* countingEntries(file: IndexedFile, view: ProjectView): Generator<Entry> {
  for (const entry of workspaceEntries(file)) if (!entry.declaration.superseded) yield entry;
  for (const entry of coreRows(file, view)) if (!entry.declaration.superseded) yield entry;
}

export function isCoreFile(file: IndexedFile): boolean {
  return file.role.kind === 'interface' || file.role.kind.startsWith('core-');
}

/** Whether the file is an interface of a step pack. */
export function isPack(file: IndexedFile): boolean {
  return file.role.kind === 'interface' && file.role.pack;
}

/** The field as Python keeps it: of a key that occurs twice, the last. */
export function fieldOf(declaration: Declaration, key: string): Field | undefined {
  return declaration.fields.findLast(field => field.key === key);
}

/** The value of a field that is a string, as the runtime keeps it: without blanks around. */
export function textOf(declaration: Declaration, key: string): string | undefined {
  const value = fieldOf(declaration, key)?.value;
  return typeof value === 'string' ? value.trim() : undefined;
}

/** Whether a field may be there although it cannot be seen: it, the entry or a part of the entry is not known. */
export function mayHave({ table, declaration }: Entry, key: string): boolean {
  if (declaration.shape !== 'entry') return true;
  if (isOpaque(fieldOf(declaration, key)?.value)) return true;
  return table.opaque.some(
    ({ path }) =>
      path[0] === declaration.name && (path.length === 1 || path[1] === '**' || path[1] === key),
  );
}
