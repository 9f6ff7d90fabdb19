import type { IndexedFile, ProjectView, Workspace } from '../service/project/project.js';
import { nearestNames } from '../service/registry/names/nearest.js';
import type { Finding } from '../service/rules/finding.js';
import { didYouMean } from '../service/rules/suggest.js';
import { UsageError } from './command.js';

/** One project below the root of a run, read to the end. */
export interface OpenedProject {
  /** The project's folder relative to the root; empty for the root itself. */
  readonly path: string;
  readonly view: ProjectView;
  readonly fileCount: number;
  /** Every file with findings, and the findings. */
  findings(): readonly { readonly file: IndexedFile; readonly findings: readonly Finding[] }[];
}

/** Everything below `--root`. */
export interface OpenedRoot {
  /** Absolute. */
  readonly root: string;
  readonly projects: readonly OpenedProject[];
  /** Whether something is there; of an absolute path, as users write it. */
  exists(path: string): boolean;
  /** Tells the report paths at and below an absolute path; undefined where that lies outside of the root. */
  within(path: string): ((reportPath: string) => boolean) | undefined;
  readonly milliseconds: number;
}

/** The path of a file relative to the root of the run, whichever project it lies in. */
export function reportPath(project: OpenedProject, file: IndexedFile): string {
  return project.path === '' ? file.path : `${project.path}/${file.path}`;
}

/**
 * The project that questions about one registry are put to: the root's own, else the only one.
 * @throws UsageError where there is none, or more than one to choose from
 */
export function mainProject(opened: OpenedRoot): OpenedProject {
  const own = opened.projects.find(project => project.path === '');
  const [first, second] = opened.projects;
  if (own !== undefined) return own;
  if (first === undefined)
    throw new UsageError(`${opened.root} holds no files that cursus-registry reads`);
  if (second === undefined) return first;
  throw new UsageError(
    `${opened.root} holds ${opened.projects.length} projects: choose one with --root (${opened.projects
      .map(project => project.path)
      .join(', ')})`,
  );
}

/**
 * The workspace that a user names, by id or by a directory that is nobody's id.
 * @throws UsageError where there is none of that name
 */
export function workspaceNamed(view: ProjectView, name: string): Workspace {
  const all = view.workspaces();
  const found =
    all.find(workspace => workspace.id === name) ??
    all.find(workspace => workspace.directory === name);
  if (found !== undefined) return found;
  const ids = all.map(workspace => workspace.id);
  if (ids.length === 0)
    throw new UsageError(`no workspace '${name}': this project has no workspaces`);
  const shown = ids.slice(0, 20).join(', ');
  const more = ids.length > 20 ? ` and ${ids.length - 20} more` : '';
  throw new UsageError(
    `no workspace '${name}'.${didYouMean(nearestNames(name, ids, 1))} Known: ${shown}${more}`,
  );
}
