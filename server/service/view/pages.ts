import type { TreeNode } from '../../../shared/view.js';
import { encodePercent } from '../text/percent.js';

/** More siblings than this are put into groups of this size: a tree of ten thousand rows is no tree. */
export const PAGE_SIZE = 500;

/**
 * The siblings themselves, or groups of them where there are too many. A group is called by its first and last label.
 * @param segments of the row that is unfolded; `page:N` is the last one where it is such a group
 * @param parentId the id of that row
 */
export function pageOf(
  nodes: readonly TreeNode[],
  segments: readonly string[],
  parentId: string,
): readonly TreeNode[] {
  const last = segments.at(-1);
  if (last?.startsWith('page:')) {
    const start = Number(last.slice('page:'.length)) * PAGE_SIZE;
    return nodes.slice(start, start + PAGE_SIZE);
  }
  if (nodes.length <= PAGE_SIZE) return nodes;
  const pages: TreeNode[] = [];
  for (let start = 0; start < nodes.length; start += PAGE_SIZE) {
    const page = nodes.slice(start, start + PAGE_SIZE);
    pages.push({
      id: `${parentId}/${encodePercent(`page:${start / PAGE_SIZE}`)}`,
      kind: 'group',
      label: `${page[0]!.label} … ${page.at(-1)!.label}`,
      description: String(page.length),
      children: 'collapsed',
    });
  }
  return pages;
}
