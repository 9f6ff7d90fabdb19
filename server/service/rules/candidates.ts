import { oncePer } from '../project/oncePer.js';
import type { Placed, ProjectView } from '../project/project.js';
import { rejectionOfDeclaration } from '../registry/acceptance.js';
import { compareText } from '../registry/source.js';

/**
 * The declarations by workspaces of a name that could count at run time: not those that a later key replaces or that
 * the runtime rejects. A name that a thousand workspaces declare is asked for by each of them.
 */
export function workspaceCandidates(view: ProjectView, name: string): readonly Placed[] {
  return candidatesAmong(view.declarations(name));
}

const candidatesAmong = oncePer((declared: readonly Placed[]) =>
  byWorkspace(
    declared.filter(
      ({ declaration, workspace }) =>
        workspace !== undefined &&
        !declaration.superseded &&
        rejectionOfDeclaration(declaration) === undefined,
    ),
  ),
);

/** Declarations by workspaces in the order in which people read them: by the ids of the workspaces. */
export const byWorkspace = oncePer((placed: readonly Placed[]): readonly Placed[] =>
  placed.toSorted((a, b) => compareText(a.workspace!, b.workspace!)),
);
