import type { Placed, ProjectView } from '../project/project.js';
import { rejectionOfDeclaration } from '../registry/acceptance.js';

/** The declarations of a name that could count at run time: not those that a later key replaces or that the runtime rejects. */
export function candidatesOf(view: ProjectView, name: string): readonly Placed[] {
  const declared = view.declarations(name);
  let found = candidates.get(declared);
  if (found === undefined) {
    found = declared.filter(
      ({ declaration }) =>
        !declaration.superseded && rejectionOfDeclaration(declaration) === undefined,
    );
    candidates.set(declared, found);
  }
  return found;
}

/** A name that a thousand workspaces declare is asked for by each of them. */
const candidates = new WeakMap<readonly Placed[], readonly Placed[]>();

/** Core first, then workspaces by id: the order in which people read them. */
export function inReadingOrder(placed: readonly Placed[]): readonly Placed[] {
  let found = sorted.get(placed);
  if (found === undefined) {
    found = placed.toSorted(byReader);
    sorted.set(placed, found);
  }
  return found;
}

const sorted = new WeakMap<readonly Placed[], readonly Placed[]>();

function byReader({ workspace: a }: Placed, { workspace: b }: Placed): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  return a < b ? -1 : 1;
}
