import * as vscode from 'vscode';
import { Method, type RevealParams, type TreeParams } from '../../shared/protocol.js';
import type { TreeNode } from '../../shared/view.js';
import type { RegistryServer } from '../registryServer.js';
import { RefreshQueue } from './refreshQueue.js';
import { type Row, Rows, rowsToRefresh } from './rows.js';
import { treeItem } from './treeItem.js';

const REFRESH_INTERVAL = 250;

/** The explorer's rows, asked from the server one level at a time. What was last known stays while it is away. */
export class StepTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #server: RegistryServer;
  readonly #rows = new Rows();
  readonly #changes = new vscode.EventEmitter<Row[] | undefined>();
  readonly #roots = new vscode.EventEmitter<number>();
  readonly #queue = new RefreshQueue(REFRESH_INTERVAL, ids => this.#refresh(ids));

  readonly onDidChangeTreeData = this.#changes.event;
  /** How many rows the tree has at its top, each time that they were asked for. */
  readonly onDidLoadRoots = this.#roots.event;

  constructor(server: RegistryServer) {
    this.#server = server;
  }

  /** @param ids of nodes whose children changed; none: everything */
  changed(ids: readonly string[] = []): void {
    this.#queue.add(ids);
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(row.node);
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    const groupBy = vscode.workspace
      .getConfiguration('cursus')
      .get<NonNullable<TreeParams['groupBy']>>('explorer.groupBy', 'type');
    const params: TreeParams = row ? { id: row.node.id, groupBy } : { groupBy };
    const nodes = await this.#server.request<TreeNode[]>(Method.tree, params);
    const rows = nodes ? this.#rows.replace(row, nodes) : (this.#rows.children(row) ?? []);
    if (!row) this.#roots.fire(rows.length);
    return [...rows];
  }

  /** The row that shows a step, with the rows above it made known; undefined where the tree has none. */
  async find(params: RevealParams): Promise<Row | undefined> {
    const path = await this.#server.request<TreeNode[]>(Method.treePath, params);
    let row: Row | undefined;
    for (const node of path ?? []) row = this.#rows.intern(node, row);
    return row;
  }

  dispose(): void {
    this.#queue.dispose();
    this.#changes.dispose();
    this.#roots.dispose();
  }

  #refresh(ids: ReadonlySet<string> | 'everything'): void {
    if (ids === 'everything') this.#changes.fire(undefined);
    else {
      const rows = rowsToRefresh(this.#rows, ids);
      if (rows.length > 0) this.#changes.fire(rows);
    }
  }
}
