import { createHash } from 'node:crypto';
import type { ActiveWorkspaceChanged, TreeChanged, TreeParams } from '../../shared/protocol.js';
import type { TreeNode } from '../../shared/view.js';
import type { Clock } from './clock.js';

/** What is watched, and who is told. */
export interface ExplorerPort {
  tree(params: TreeParams): readonly TreeNode[];
  active(): ActiveWorkspaceChanged;
  treeChanged(changed: TreeChanged): void;
  activeChanged(active: ActiveWorkspaceChanged): void;
}

/** The outermost rows. */
const TOP = '';

/**
 * Knows what the explorer shows, and tells the client about rows whose children are others now: at most once in an
 * interval, and nothing where nobody has looked.
 */
export class ExplorerWatch {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #port: ExplorerPort;
  /** Row -> digest of the children that the client was given. */
  readonly #shown = new Map<string, string>();
  #groupBy: TreeParams['groupBy'];
  #active = '';
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, interval: number, port: ExplorerPort) {
    this.#clock = clock;
    this.#interval = interval;
    this.#port = port;
  }

  /** The client unfolds a row. */
  children(params: TreeParams): readonly TreeNode[] {
    const nodes = this.#port.tree(params);
    if (params.groupBy !== this.#groupBy) this.#shown.clear();
    this.#groupBy = params.groupBy;
    this.#shown.set(params.id ?? TOP, digestOf(nodes));
    return nodes;
  }

  /** Something may be different now. */
  changed(): void {
    this.#cancel ??= this.#clock.after(this.#interval, () => this.flush());
  }

  /** Compares now what would be compared soon. */
  flush(): void {
    if (this.#cancel === undefined) return;
    this.stop();
    this.#compare();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #compare(): void {
    const active = this.#port.active();
    const text = JSON.stringify(active);
    if (text !== this.#active) {
      this.#active = text;
      this.#port.activeChanged(active);
    }
    const ids: string[] = [];
    for (const [id, before] of this.#shown) {
      const nodes = this.#port.tree({
        ...(id === TOP ? {} : { id }),
        ...(this.#groupBy === undefined ? {} : { groupBy: this.#groupBy }),
      });
      const now = digestOf(nodes);
      if (now === before) continue;
      // The client asks again for what it shows; what it does not ask for is not shown any more.
      this.#shown.delete(id);
      ids.push(id);
    }
    if (ids.includes(TOP)) {
      this.#shown.clear();
      this.#port.treeChanged({ ids: [] });
    } else if (ids.length > 0) this.#port.treeChanged({ ids });
  }
}

function digestOf(nodes: readonly TreeNode[]): string {
  return createHash('sha1').update(JSON.stringify(nodes)).digest('base64');
}
