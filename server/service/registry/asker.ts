import { formatWorkspaceNotFoundError, listSome } from './messages.js';
import type { ResolutionContext, ResolutionMode } from './models.js';
import type { RegistrySource, WorkspaceInfo } from './source.js';
import { CORE, workspacesCalled } from './workspaceLookup.js';

/** Who asks, and in which workspace that is. */
export interface Asker {
  readonly own: WorkspaceInfo | undefined;
  /** For results: the workspace's id where it is known, else what was asked for. */
  readonly label: string | null;
  readonly mode: ResolutionMode;
  readonly context: ResolutionContext;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Nothing may be chosen. */
  readonly refused: boolean;
}

/** Finds the workspace of a context. An id that nobody has is an error and leaves core only. */
export function askerOf(source: RegistrySource, context: ResolutionContext): Asker {
  const mode = context.resolution_mode ?? 'automatic';
  const asked = context.workspace_id ?? null;
  const base = {
    own: undefined,
    label: asked,
    mode,
    context,
    errors: [],
    warnings: [],
    refused: false,
  };
  if (asked === null || asked === CORE) return base;
  const [own, ...others] = workspacesCalled(source, asked);
  if (own === undefined) {
    const known = source.workspaces().map(workspace => workspace.id);
    return { ...base, errors: [formatWorkspaceNotFoundError(asked, known)] };
  }
  if (others.length === 0) return { ...base, own, label: own.id };
  const ids = listSome([own, ...others].map(workspace => workspace.id));
  const clash = `'${asked}' can mean several workspaces: ${ids}`;
  return mode === 'strict'
    ? { ...base, errors: [`${clash}; strict mode does not choose`], refused: true }
    : { ...base, own, label: own.id, warnings: [`${clash}; taken as ${own.id}`] };
}
