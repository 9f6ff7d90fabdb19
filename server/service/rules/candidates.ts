import type { Placed, ProjectView } from '../project/project.js';
import { rejectionOfDeclaration } from '../registry/acceptance.js';

/** The declarations of a name that could count at run time: not those that a later key replaces or that the runtime rejects. */
export function candidatesOf(view: ProjectView, name: string): readonly Placed[] {
  return view
    .declarations(name)
    .filter(
      ({ declaration }) =>
        !declaration.superseded && rejectionOfDeclaration(declaration) === undefined,
    );
}

/** Core first, then workspaces by id: the order in which people read them. */
export function inReadingOrder(placed: readonly Placed[]): Placed[] {
  const key = ({ workspace }: Placed): string => (workspace === undefined ? '' : `w${workspace}`);
  return [...placed].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
