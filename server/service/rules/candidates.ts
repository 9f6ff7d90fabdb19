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
export function inReadingOrder(placed: readonly Placed[]): Placed[] {
  const key = ({ workspace }: Placed): string => (workspace === undefined ? '' : `w${workspace}`);
  return [...placed].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
