import type { StepListItem, WorkspaceListItem } from '../../../shared/protocol.js';
import type { Places } from '../features/context.js';
import type { Placed, ProjectView } from '../project/project.js';
import { isConflict } from './steps.js';

/** Workspaces that one line names. */
const NAMED = 3;

/** Every step name of a project, sorted, with where it is declared. */
export function stepList(view: ProjectView, places: Places): StepListItem[] {
  return [...view.names()].sort().map(name => {
    const core = view.coreStep(name);
    const declarations = view.declarations(name).filter(placed => !placed.declaration.superseded);
    const ids = [...new Set(declarations.flatMap(placed => placed.workspace ?? []))].sort();
    const sources = [...(core === undefined ? [] : ['core']), ...ids];
    const more = sources.length - NAMED;
    const named = sources.slice(0, NAMED).join(', ');
    const first = core ?? declarations[0];
    const location = first && places.location(first.file, first.declaration.nameSpan);
    return {
      name,
      description: more > 0 ? `${named} and ${more} more` : named,
      detail: textOf(first, 'description') ?? first?.file.path ?? '',
      ...(location === undefined ? {} : { location }),
    };
  });
}

/** Every workspace of a project by id. */
export function workspaceList(view: ProjectView, project: string): WorkspaceListItem[] {
  return view.workspaces().map(({ id, root, file }) => {
    const names = new Set(
      file.facts.tables.flatMap(table =>
        table.declarations
          .filter(declaration => !declaration.superseded)
          .map(declaration => declaration.name),
      ),
    );
    const conflicts = [...names].filter(name => isConflict(view, name)).length;
    return { id, path: root, steps: names.size, conflicts, project };
  });
}

function textOf(placed: Placed | undefined, key: string): string | undefined {
  const value = placed?.declaration.fields.findLast(field => field.key === key)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
