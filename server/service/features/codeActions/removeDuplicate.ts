import { removeEntry } from '../../authoring/tableEdits.js';
import { declarationOf, isWrittenHere } from './declaration.js';
import type { FixMaker } from './fix.js';

/** Removes a declaration that another one makes superfluous. */
export const removeDuplicate: FixMaker = request => {
  const { finding, file, text } = request;
  const found = declarationOf(request);
  if (file.role.kind === 'interface' || found === undefined) return [];
  if (!isWrittenHere(found.declaration) || !isInside(found.declaration.span, found.table.span)) {
    return [];
  }
  const isIgnored = finding.data?.superseded === true;
  const where = found.declaration.kind === 'override' ? 'override' : 'local step';
  return [
    {
      title: isIgnored
        ? `Remove this declaration of '${finding.name}', which is ignored`
        : `Remove this ${where} '${finding.name}'`,
      changes: [removeEntry(text, found.declaration)],
      preferred: isIgnored,
    },
  ];
};

/** A declaration outside the table's literal is a statement of its own. */
function isInside(
  inner: { start: number; end: number },
  outer: { start: number; end: number },
): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
