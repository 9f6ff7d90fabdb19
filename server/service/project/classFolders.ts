import type { IndexedFile } from './project.js';

const WORKSPACE_CODE = '/src/cursus_dev/';

/**
 * The folder whose classes are looked at together: that of a workspace (above `src/cursus_dev`), else the empty
 * string, which stands for everything outside workspaces.
 * @param path relative to the project, `/` separated
 */
export function classFolder(path: string): string {
  const at = path.indexOf(WORKSPACE_CODE);
  return at < 0 ? '' : path.slice(0, at);
}

interface Folder {
  readonly files: Map<string, IndexedFile>;
  names: ReadonlySet<string> | undefined;
  dynamic: readonly IndexedFile[] | undefined;
}

const NO_FILES: readonly IndexedFile[] = [];

const NOTHING: ReadonlySet<string> = new Set();

/** Which classes each folder holds, so that a new class in one workspace concerns that workspace alone. */
export class ClassFolders {
  readonly #folders = new Map<string, Folder>();

  /** Puts one state of a file in place of another; `undefined` is a file that is not there. */
  swap(before: IndexedFile | undefined, after: IndexedFile | undefined): void {
    const { path, uri } = (after ?? before)!;
    const key = classFolder(path);
    const folder = this.#folders.get(key);
    if (!sameClasses(before, after) && folder !== undefined) folder.names = undefined;
    if (folder !== undefined && (isDynamic(before) || isDynamic(after))) {
      folder.dynamic = undefined;
    }
    if (after !== undefined && isOfInterest(after)) {
      if (folder === undefined) {
        const files = new Map([[uri, after]]);
        this.#folders.set(key, { files, names: undefined, dynamic: undefined });
      } else folder.files.set(uri, after);
    } else if (folder?.files.delete(uri) && folder.files.size === 0) this.#folders.delete(key);
  }

  names(folder: string): ReadonlySet<string> {
    const found = this.#folders.get(folder);
    if (found === undefined) return NOTHING;
    found.names ??= new Set(
      [...found.files.values()].flatMap(file => file.facts.classes.map(fact => fact.name)),
    );
    return found.names;
  }

  dynamicFiles(folder: string): readonly IndexedFile[] {
    const found = this.#folders.get(folder);
    if (found === undefined) return NO_FILES;
    found.dynamic ??= [...found.files.values()].filter(isDynamic);
    return found.dynamic;
  }
}

/** Whether other files see the same classes in both states. */
export function sameClasses(
  before: IndexedFile | undefined,
  after: IndexedFile | undefined,
): boolean {
  const a = before?.facts.classes ?? [];
  const b = after?.facts.classes ?? [];
  return a.length === b.length && a.every((fact, i) => fact.name === b[i]!.name);
}

/** Whether the file may hold classes that cannot be seen. */
export function isDynamic(file: IndexedFile | undefined): boolean {
  return file !== undefined && file.facts.dynamicNames.length > 0;
}

function isOfInterest(file: IndexedFile): boolean {
  return file.facts.classes.length > 0 || isDynamic(file);
}
