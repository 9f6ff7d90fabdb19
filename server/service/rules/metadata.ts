import type { Workspace } from '../project/project.js';

/** A string of WORKSPACE_METADATA, without blanks around. */
export function metadataText(workspace: Workspace, key: string): string | undefined {
  const value = workspace.file.facts.metadata?.value.get(key);
  return typeof value === 'string' ? value.trim() : undefined;
}
