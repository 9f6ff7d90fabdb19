import type { Declaration, Field, RegistryTable } from '../../sources/facts.js';
import type { FixRequest } from './fix.js';

export interface Found {
  readonly table: RegistryTable;
  readonly declaration: Declaration;
}

/** The entry that a finding speaks about: the one whose name or value stands at its place. */
export function declarationOf({ finding, file }: FixRequest): Found | undefined {
  const { start, end } = finding.span;
  for (const table of file.facts.tables) {
    for (const declaration of table.declarations) {
      if (start >= declaration.span.start && end <= declaration.span.end) {
        return { table, declaration };
      }
    }
  }
  return undefined;
}

/** The field whose value or key stands at the place of a finding. */
export function fieldAt({ finding, file }: FixRequest): Field | undefined {
  const { start, end } = finding.span;
  const fields = [
    ...file.facts.tables.flatMap(table => table.declarations).flatMap(each => each.fields),
    ...(file.facts.metadata?.fields ?? []),
  ];
  return fields.find(
    ({ keySpan, valueSpan }) =>
      (valueSpan.start === start && valueSpan.end === end) ||
      (keySpan.start === start && keySpan.end === end),
  );
}

/** Whether the entry is written out at its place, so that it can be edited there. */
export function isWrittenHere({ via, conditional, damaged }: Declaration): boolean {
  return via.length === 0 && !conditional && !damaged;
}
