import type { IndexedFile, ProjectView } from '../project/project.js';

/** The id of the workspace that a registry belongs to; before the workspace is known, its file's path. */
export function workspaceIdOf(file: IndexedFile, view: ProjectView): string {
  return view.workspaceOf(file)?.id ?? file.path;
}
