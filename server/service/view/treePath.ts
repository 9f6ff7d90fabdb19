import type { TreeNode } from '../../../shared/view.js';
import { type GroupBy, type TreeProject, treeChildren } from './tree.js';

/**
 * The rows that lead to a step, outermost first; empty where the tree has none.
 * @param workspace looked through first; then core, then the other workspaces that declare the name
 */
export function treePath(
  projects: readonly TreeProject[],
  project: TreeProject,
  name: string,
  workspace: string | null,
  groupBy: GroupBy = 'type',
): readonly TreeNode[] {
  const { view } = project;
  const declaring = view.declarations(name).flatMap(placed => placed.workspace ?? []);
  const workspaces = new Set(
    [workspace, ...declaring].filter(id => id !== null && declaring.includes(id)),
  );
  const inCore = view.coreStep(name) !== undefined;
  const isOwn = workspace !== null && workspaces.has(workspace);
  const below = (row: TreeNode | undefined): readonly TreeNode[] =>
    treeChildren(projects, row?.id, groupBy);

  const top = below(undefined);
  const root = top.find(row => row.kind === 'project' && row.label === project.name);
  const start = root === undefined ? [] : [root];
  const sections = root === undefined ? top : below(root);
  const section = (last: string): TreeNode | undefined =>
    sections.find(row => row.kind === 'section' && row.id.endsWith(`/${last}`));

  const search = (path: readonly TreeNode[]): readonly TreeNode[] | undefined => {
    const row = path.at(-1)!;
    for (const child of below(row)) {
      if (child.kind === 'step' && child.step === name) return [...path, child];
      const isWanted = child.kind === 'workspace' && workspaces.has(child.workspace ?? '');
      if (child.kind !== 'group' && !isWanted) continue;
      const found = search([...path, child]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const order = inCore && !isOwn ? ['core', 'workspaces'] : ['workspaces', 'core'];
  for (const last of order) {
    const row = section(last);
    const found = row === undefined ? undefined : search([...start, row]);
    if (found !== undefined) return found;
  }
  return [];
}
