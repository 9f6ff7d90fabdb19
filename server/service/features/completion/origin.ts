import type { ProjectView } from '../../project/project.js';
import type { FeatureContext, OpenText } from '../context.js';

/** Where step names come from, as far as their order in the list asks. */
export interface Origins {
  /** 0 the active workspace, 1 the file's own, 2 core, 3 other workspaces. */
  groupOf(name: string): number;
  /** For people: `core`, `ann`, `ann, bob`. */
  labelOf(name: string): string;
}

const MANY = 3;

export function originsOf(open: OpenText, { view, workspace }: FeatureContext): Origins {
  const own = open.file && view.workspaceOf(open.file)?.id;
  const active = namesOf(view, workspace);
  const ofFile = own === workspace ? active : namesOf(view, own);
  const core = view.coreNames();
  // Of all names but a few it takes one look to see that they are none of these.
  const near = new Map<string, number>();
  for (const name of core) near.set(name, 2);
  for (const name of ofFile) near.set(name, 1);
  for (const name of active) near.set(name, 0);
  const groupOf = (name: string): number => near.get(name) ?? 3;
  return {
    groupOf,
    labelOf(name) {
      const group = groupOf(name);
      if (group === 0) return workspace!;
      if (group === 1) return own!;
      if (group === 2) return 'core';
      const placed = view.declarations(name);
      if (placed.length === 1) return placed[0]!.workspace ?? '';
      const ids = new Set(placed.flatMap(({ workspace }) => workspace ?? []));
      const shown = [...ids].sort().slice(0, MANY);
      return shown.join(', ') + (ids.size > MANY ? ` and ${ids.size - MANY} more` : '');
    },
  };
}

/** The names that one workspace declares. */
function namesOf(view: ProjectView, id: string | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const workspace = id === undefined ? undefined : view.workspaces().find(each => each.id === id);
  if (workspace === undefined) return names;
  const file = view.file(workspace.file.uri) ?? workspace.file;
  for (const table of file.facts.tables) {
    for (const declaration of table.declarations) names.add(declaration.name);
  }
  return names;
}
