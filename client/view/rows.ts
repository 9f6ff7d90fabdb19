import type { TreeNode } from '../../shared/view.js';

/**
 * One row of the explorer. VS Code knows a row by the identity of this object, so it stays the same
 * while the node in it is replaced.
 */
export interface Row {
  node: TreeNode;
  readonly parent: Row | undefined;
  /** Undefined until somebody unfolded the row. */
  children: readonly Row[] | undefined;
}

/** Every row that was ever shown and still exists, by the id of its node. */
export class Rows {
  readonly #byId = new Map<string, Row>();
  #roots: readonly Row[] | undefined;

  get(id: string): Row | undefined {
    return this.#byId.get(id);
  }

  /** The rows below one row, the sections for none, as they were last known. */
  children(parent?: Row): readonly Row[] | undefined {
    return parent ? parent.children : this.#roots;
  }

  /** Puts the server's answer in the place of what was known, and keeps the rows that are still there. */
  replace(parent: Row | undefined, nodes: readonly TreeNode[]): readonly Row[] {
    const before = this.children(parent) ?? [];
    const rows = nodes.map(node => this.intern(node, parent));
    const kept = new Set(rows);
    for (const row of before) if (!kept.has(row)) this.#forget(row);
    if (parent) parent.children = rows;
    else this.#roots = rows;
    return rows;
  }

  /** The row of a node, made where it is new or has moved below another row. */
  intern(node: TreeNode, parent: Row | undefined): Row {
    const known = this.#byId.get(node.id);
    if (known && known.parent === parent) {
      known.node = node;
      return known;
    }
    const row: Row = { node, parent, children: undefined };
    this.#byId.set(node.id, row);
    return row;
  }

  #forget(row: Row): void {
    for (const child of row.children ?? []) this.#forget(child);
    if (this.#byId.get(row.node.id) === row) this.#byId.delete(row.node.id);
  }
}

/** The rows to redraw for changed ids: those that were unfolded, without those below another one of them. */
export function rowsToRefresh(rows: Rows, ids: Iterable<string>): Row[] {
  const changed = new Set<Row>();
  for (const id of ids) {
    const row = rows.get(id);
    if (row?.children) changed.add(row);
  }
  return [...changed].filter(row => {
    for (let above = row.parent; above; above = above.parent) {
      if (changed.has(above)) return false;
    }
    return true;
  });
}
