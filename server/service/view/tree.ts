import type { ActiveWorkspace, TreeParams } from '../../../shared/protocol.js';
import type { TreeNode } from '../../../shared/view.js';
import type { Places } from '../features/context.js';
import type { ProjectView } from '../project/project.js';
import { nodeId, segmentsOf } from './nodeId.js';
import { pageOf } from './pages.js';
import {
  conflictNodes,
  coreNodes,
  sectionNodes,
  workspaceNodes,
  workspaceStepNodes,
} from './sections.js';
import { stepChildren, traceNodes } from './stepNodes.js';

/** One project as the explorer shows it. */
export interface TreeProject {
  /** Stable; the root's URI. */
  readonly key: string;
  /** The folder's name; shown only where there are several projects. */
  readonly name: string;
  readonly view: ProjectView;
  readonly active: ActiveWorkspace;
  readonly places: Places;
}

export type GroupBy = NonNullable<TreeParams['groupBy']>;

/**
 * The rows below a row of the explorer, the outermost rows for none. A row that is no longer there has no children.
 * Rows are made on request; nothing is kept between calls, so nothing can be stale.
 */
export function treeChildren(
  projects: readonly TreeProject[],
  id: string | undefined,
  groupBy: GroupBy = 'type',
): readonly TreeNode[] {
  if (id === undefined) {
    if (projects.length === 1) return sectionNodes(projects[0]!);
    return projects.map(project => ({
      id: nodeId(project.key),
      kind: 'project',
      label: project.name,
      description: project.view.core().source,
      children: 'expanded',
    }));
  }
  const [key, section, ...rest] = segmentsOf(id);
  const project = projects.find(candidate => candidate.key === key);
  if (project === undefined) return [];
  if (section === undefined) return sectionNodes(project);
  switch (section) {
    case 'core':
      return inGroups(project, rest, groupBy);
    case 'workspaces':
      return inWorkspaces(project, rest);
    case 'conflicts':
      return inConflicts(project, rest);
    default:
      return [];
  }
}

/** `core / group? / page? / step:NAME / ...` */
function inGroups(
  project: TreeProject,
  rest: readonly string[],
  groupBy: GroupBy,
): readonly TreeNode[] {
  const step = stepIn(rest);
  if (step !== undefined) return inStep(project, 'core', rest, step, project.active.workspace);
  return pageOf(coreNodes(project, rest, groupBy), rest, nodeId(project.key, 'core', ...rest));
}

/** `workspaces / ID / page? / step:NAME / ...` */
function inWorkspaces(project: TreeProject, rest: readonly string[]): readonly TreeNode[] {
  const [id, ...inner] = rest;
  if (id === undefined || id.startsWith('page:')) {
    return pageOf(workspaceNodes(project), rest, nodeId(project.key, 'workspaces', ...rest));
  }
  const step = stepIn(inner);
  if (step !== undefined) return inStep(project, 'workspaces', rest, step, id);
  return pageOf(workspaceStepNodes(project, id), inner, nodeId(project.key, 'workspaces', ...rest));
}

function inConflicts(project: TreeProject, rest: readonly string[]): readonly TreeNode[] {
  const step = stepIn(rest);
  if (step !== undefined) return inStep(project, 'conflicts', rest, step, project.active.workspace);
  return pageOf(conflictNodes(project), rest, nodeId(project.key, 'conflicts', ...rest));
}

function stepIn(segments: readonly string[]): string | undefined {
  return segments.find(segment => segment.startsWith('step:'))?.slice('step:'.length);
}

function inStep(
  project: TreeProject,
  section: string,
  rest: readonly string[],
  name: string,
  workspace: string | null,
): readonly TreeNode[] {
  const id = nodeId(project.key, section, ...rest);
  switch (rest.at(-1)) {
    case 'resolution':
      return traceNodes(project, name, workspace, id);
    case `step:${name}`:
      return stepChildren(project, name, workspace, id);
    default:
      return [];
  }
}
