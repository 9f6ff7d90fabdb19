import { compareText, type RegistrySource, type WorkspaceInfo } from './source.js';

/** The id of core; no workspace can have it. */
export const CORE = 'core';

/** The source of a name that no registry has. */
export const NONE = 'none';

/**
 * The workspaces that an id can mean: the one with that unique id, else all that claim it, else all whose directory
 * is called so. Several only where they clash; none for `core`, which names the core registry.
 */
export function workspacesCalled(source: RegistrySource, id: string): readonly WorkspaceInfo[] {
  if (id === CORE) return [];
  const all = source.workspaces();
  const exact = all.find(workspace => workspace.id === id);
  if (exact !== undefined) return [exact];
  const claiming = all.filter(workspace => workspace.claimedId === id);
  return claiming.length > 0 ? claiming : all.filter(workspace => workspace.directory === id);
}

/** The workspace in whose folder a path lies, the innermost where they nest. Paths are relative to the project. */
export function workspaceOfPath(source: RegistrySource, path: string): WorkspaceInfo | undefined {
  return source
    .workspaces()
    .filter(workspace => path === workspace.path || path.startsWith(`${workspace.path}/`))
    .sort((a, b) => b.path.length - a.path.length || compareText(a.id, b.id))[0];
}
