import type { IndexedFile, Placed, ProjectView } from '../../project/project.js';

/** Whose step a name means: core's, or that of one workspace by its id. Two steps of one name have two owners. */
export type Owner =
  | { readonly kind: 'core' }
  | { readonly kind: 'workspace'; readonly workspace: string };

const CORE: Owner = { kind: 'core' };

export function sameOwner(a: Owner | undefined, b: Owner): boolean {
  if (a?.kind === 'workspace' && b.kind === 'workspace') return a.workspace === b.workspace;
  return a?.kind === b.kind;
}

/** The owner of a declaration. An override speaks of core's step as long as core has it. */
export function ownerOfDeclaration(view: ProjectView, placed: Placed): Owner {
  const { workspace, declaration } = placed;
  if (workspace === undefined) return CORE;
  const isOverride =
    declaration.kind === 'override' && view.coreStep(declaration.name) !== undefined;
  return isOverride ? CORE : { kind: 'workspace', workspace };
}

/**
 * The owner of a name that is used in a file. What the author means is decided, and so a workspace's own step comes
 * first, then core's; another workspace's step, which the runtime may leak in, only where nobody else has the name.
 */
export function ownerOfUse(view: ProjectView, name: string, file: IndexedFile): Owner | undefined {
  const own = view.workspaceOf(file)?.id;
  const declared = view.declarations(name).filter(placed => placed.workspace !== undefined);
  const isOwnLocal = declared.some(
    placed => placed.workspace === own && placed.declaration.kind === 'local',
  );
  if (own !== undefined && isOwnLocal) return { kind: 'workspace', workspace: own };
  if (view.coreStep(name) !== undefined) return CORE;
  const ids = declared.flatMap(placed => placed.workspace ?? []).sort();
  const workspace = own !== undefined && ids.includes(own) ? own : ids[0];
  return workspace === undefined ? undefined : { kind: 'workspace', workspace };
}
