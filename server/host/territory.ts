import type { FileRole } from '../service/project/roles.js';

/** Folders that hold what tools made, never sources: not entered, wherever they stand. */
const TOOL_FOLDERS = new Set(['node_modules', 'site-packages', '__pycache__', '__pypackages__']);

/** Entries that make a folder an environment: what is in it is installed, not written here. */
const ENVIRONMENT_MARKS = new Set(['pyvenv.cfg', 'conda-meta']);

/** Entries that make a folder the root of a project. */
export const PROJECT_MARKS: ReadonlySet<string> = new Set(['.git', 'cursus-registry.yaml']);

/** A folder that is never entered, told by its name alone. Hidden folders hold the state of tools. */
export function isToolFolder(name: string): boolean {
  return name.startsWith('.') || TOOL_FOLDERS.has(name) || name.endsWith('.egg-info');
}

/** Why a folder is not part of the project around it. */
export type Boundary = 'environment' | 'project' | 'build';

/**
 * Told by the folder's entries; undefined: it is part of the project. A project is one even where an environment was made
 * right in it.
 */
export function boundaryOf(name: string, entries: readonly string[]): Boundary | undefined {
  if (entries.some(entry => PROJECT_MARKS.has(entry))) return 'project';
  if (entries.some(entry => ENVIRONMENT_MARKS.has(entry))) return 'environment';
  // `build` may be a package of the project's own; with these in it a build tool has made it.
  const mayBeBuild = name === 'build' || name === 'dist';
  return mayBeBuild && entries.some(isBuildProduct) ? 'build' : undefined;
}

function isBuildProduct(entry: string): boolean {
  return entry === 'lib' || /^(?:bdist|temp|lib)\..+|\.(?:whl|tar\.gz)$/.test(entry);
}

/** Whether a file of this name can be of interest at all; its role is told by its whole path. */
export function mayMatter(name: string): boolean {
  return /\.(?:py|ipynb|json|ya?ml)$/.test(name);
}

/** Entries whose coming or going moves a boundary. */
export function isBoundaryMark(name: string): boolean {
  return ENVIRONMENT_MARKS.has(name) || PROJECT_MARKS.has(name);
}

/** The file is read as a registry (or says how to); everything else only uses names. */
export function isRegistryRole(role: FileRole): boolean {
  return role.kind !== 'python' && role.kind !== 'notebook' && role.kind !== 'config-json';
}

/** What discovery learned about the folders of one project: which paths belong to it. */
export class Territory {
  readonly #folders = new Set<string>();
  readonly #boundaries = new Map<string, Boundary>();

  /** Takes in what was found below a folder; what was known about it before is forgotten. */
  learn(start: string, folders: Iterable<string>, boundaries: ReadonlyMap<string, Boundary>): void {
    this.forget(start);
    for (const folder of folders) this.#folders.add(folder);
    for (const [folder, boundary] of boundaries) this.#boundaries.set(folder, boundary);
  }

  forget(start: string): void {
    for (const known of [this.#folders, this.#boundaries]) {
      for (const folder of known.keys()) if (isWithin(start, folder)) known.delete(folder);
    }
  }

  boundaries(kind: Boundary): string[] {
    return [...this.#boundaries].filter(([, is]) => is === kind).map(([folder]) => folder);
  }

  /** Whether a path is a folder that was looked into, or a boundary. */
  knows(relative: string): boolean {
    return this.#folders.has(relative) || this.#boundaries.has(relative);
  }

  /** Whether a folder was looked into. */
  looksInto(relative: string): boolean {
    return this.#folders.has(relative);
  }

  /** Whether a path may belong to the project, as far as its folders are known. */
  admits(relative: string): boolean {
    for (const folder of foldersOf(relative)) {
      if (isToolFolder(folder.slice(folder.lastIndexOf('/') + 1))) return false;
      if (this.#boundaries.has(folder)) return false;
    }
    return true;
  }

  /** The outermost folder above a path that was never looked into; undefined where all are known. */
  unknownFolder(relative: string): string | undefined {
    for (const folder of foldersOf(relative)) if (!this.#folders.has(folder)) return folder;
    return undefined;
  }
}

/** Whether a path is a folder itself or lies below it; everything lies below the empty path. */
export function isWithin(folder: string, path: string): boolean {
  return (
    folder === '' ||
    path === folder ||
    (path.startsWith(folder) && path.charAt(folder.length) === '/')
  );
}

/** The folders above a path, outermost first. */
function* foldersOf(relative: string): IterableIterator<string> {
  for (let slash = relative.indexOf('/'); slash >= 0; slash = relative.indexOf('/', slash + 1)) {
    yield relative.slice(0, slash);
  }
}
