import type { IndexedFile, Workspace } from './project.js';

function claimedId(file: IndexedFile, directory: string): string {
  const claimed = file.facts.metadata?.value.get('developer_id');
  return typeof claimed === 'string' && claimed.trim() !== '' ? claimed.trim() : directory;
}

function byId(a: Workspace, b: Workspace): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The workspaces of a project, sorted by id, found by their file or by any path within them. */
export class Workspaces {
  readonly #byFile = new Map<string, Workspace>();
  readonly #byRoot = new Map<string, Workspace>();
  #sorted: readonly Workspace[] | undefined;

  /**
   * An id that several directories claim, or that is `core`, belongs to none of them: each is then
   * `id@relative/path`.
   * @param files the files with the role `workspace-registry`
   */
  constructor(files: Iterable<IndexedFile>) {
    const claims = new Map<string, number>();
    const found: Workspace[] = [];
    for (const file of files) {
      if (file.role.kind !== 'workspace-registry') continue;
      const { directory, root } = file.role;
      const id = claimedId(file, directory);
      claims.set(id, (claims.get(id) ?? 0) + 1);
      found.push({ id, claimedId: id, directory, root, file });
    }
    for (const workspace of found) {
      const { claimedId: id, root } = workspace;
      this.#put(
        claims.get(id)! > 1 || id === 'core' ? { ...workspace, id: `${id}@${root}` } : workspace,
      );
    }
  }

  all(): readonly Workspace[] {
    this.#sorted ??= [...this.#byFile.values()].sort(byId);
    return this.#sorted;
  }

  byFile(uri: string): Workspace | undefined {
    return this.#byFile.get(uri);
  }

  /** The workspace whose folder holds a path; the innermost where they nest. */
  byPath(path: string): Workspace | undefined {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const workspace = this.#byRoot.get(path.slice(0, end));
      if (workspace !== undefined) return workspace;
    }
    return this.#byRoot.get('');
  }

  /** Puts new facts of a registry file in place; its id and place are the same as before. */
  refresh(file: IndexedFile): void {
    const workspace = this.#byFile.get(file.uri);
    if (workspace !== undefined) this.#put({ ...workspace, file });
  }

  #put(workspace: Workspace): void {
    this.#byFile.set(workspace.file.uri, workspace);
    this.#byRoot.set(workspace.root, workspace);
    this.#sorted = undefined;
  }
}
