import { classFolder } from '../project/classFolders.js';
import type { IndexedFile, ProjectView, Workspace } from '../project/project.js';

/** What is known about a class that a registry entry names. */
export type ClassKnowledge =
  | { readonly kind: 'known' }
  /** It may well be there: part of the code where it would stand cannot be seen. */
  | { readonly kind: 'hidden' }
  /** Such a class exists, but neither in the workspace nor in core or a step pack. */
  | { readonly kind: 'elsewhere'; readonly files: readonly IndexedFile[] }
  | { readonly kind: 'unknown' };

/** The two kinds of classes that an entry names. */
export interface ClassKind {
  readonly field: 'builder_step_name' | 'config_class';
  /** What the names of such classes end with. */
  readonly suffix: 'StepBuilder' | 'Config';
  /** The folder that holds such classes by convention. */
  readonly folder: 'builders' | 'configs';
}

export const BUILDER: ClassKind = {
  field: 'builder_step_name',
  suffix: 'StepBuilder',
  folder: 'builders',
};

export const CONFIG: ClassKind = { field: 'config_class', suffix: 'Config', folder: 'configs' };

/** The registry of a workspace with more entries is not judged anew as a whole for the sake of one class. */
const FEW_ENTRIES = 500;

const KNOWN: ClassKnowledge = { kind: 'known' };

/** Modules that the index reads itself: a star import of them hides nothing. */
const SEEN_MODULE = /^(?:\.|cursus(?:_dev)?(?:\.|$))/;
/** The same where core itself is not part of the project. */
const SEEN_BESIDE_CORE = /^(?:\.|cursus_dev(?:\.|$))/;

/**
 * What is known about classes, asked by the entries of a workspace or, without one, of core.
 * Reads the keys `class:NAME`, `core` and `classes:FOLDER`: the last for a class that is not found and, where there are few
 * entries, for all that stand in the workspace itself.
 */
export class KnownClasses {
  readonly view: ProjectView;
  readonly workspace: Workspace | undefined;
  readonly kind: ClassKind;
  readonly #roots: readonly string[];
  /** Beginnings of the paths from where a class can be loaded. */
  readonly #reach: readonly string[];
  /** A folder whose classes all count, and on all of which it is cheap to depend. */
  readonly #ownFolder: string | undefined;

  constructor(view: ProjectView, workspace: Workspace | undefined, kind: ClassKind) {
    this.view = view;
    this.workspace = workspace;
    this.kind = kind;
    this.#roots = view.core().roots;
    const all = workspace === undefined ? this.#roots : [...this.#roots, workspace.root];
    this.#reach = all.map(root => (root === '' ? '' : `${root}/`));
    this.#ownFolder = workspace && ownFolder(workspace);
  }

  knowledge(name: string): ClassKnowledge {
    if (this.isKnown(name)) return KNOWN;
    const files = this.#filesWith(name);
    if (hidesClasses(this.view, this.workspace, this.kind, this.#roots)) return { kind: 'hidden' };
    return files.length > 0 ? { kind: 'elsewhere', files } : { kind: 'unknown' };
  }

  isKnown(name: string): boolean {
    const own = this.#ownFolder;
    if (own !== undefined && this.view.classNamesIn(own).has(name)) return true;
    // Nearly every class that is asked for is there: no list is made of where.
    for (const placed of this.view.classes(name)) if (this.#counts(placed.file)) return true;
    if (this.#needsNoClass(name)) return true;
    return this.view
      .aliases(name)
      .some(file => this.#counts(file) && bindsItself(file, name, this.view));
  }

  #needsNoClass(name: string): boolean {
    return this.kind === BUILDER
      ? this.view.isSynthesisedBuilder(name)
      : this.view.isCoreConfig(name);
  }

  #filesWith(name: string): IndexedFile[] {
    return [
      ...this.view.classes(name).map(placed => placed.file),
      ...this.view.aliases(name).filter(file => bindsItself(file, name, this.view)),
    ];
  }

  /** The class can be loaded from there. */
  #counts(file: IndexedFile): boolean {
    return file.external === true || this.#reach.some(start => file.path.startsWith(start));
  }
}

/** The folder of a workspace, where all classes in it are the workspace's and its entries are few. */
function ownFolder({ file, root }: Workspace): string | undefined {
  const folder = classFolder(file.path);
  if (folder === '' || folder !== root) return undefined;
  let entries = 0;
  for (const { declarations } of file.facts.tables) entries += declarations.length;
  return entries > FEW_ENTRIES ? undefined : folder;
}

/**
 * Whether an alias is a reason to believe in the class. One that imports the very name from a module that is read
 * itself is none: the class then stands there, or the import fails.
 */
function bindsItself(file: IndexedFile, name: string, view: ProjectView): boolean {
  const { kind } = view.core();
  const seen = kind === 'installed' || kind === 'builtin' ? SEEN_BESIDE_CORE : SEEN_MODULE;
  return file.facts.aliases.some(
    alias =>
      alias.name === name &&
      (alias.module === undefined || alias.target !== name || !seen.test(alias.module)),
  );
}

function isWithin(path: string, roots: readonly string[]): boolean {
  return roots.some(root => root === '' || path.startsWith(`${root}/`));
}

/** Whether there is code that could make such a class without a word of it in the text. */
function hidesClasses(
  view: ProjectView,
  workspace: Workspace | undefined,
  kind: ClassKind,
  roots: readonly string[],
): boolean {
  if (workspace !== undefined) {
    const own = view.dynamicFiles(classFolder(workspace.file.path));
    if (own.some(file => isWithin(file.path, [workspace.root]) && isOpenEnded(file))) return true;
  }
  return view
    .dynamicFiles('')
    .some(file => isWithin(file.path, roots) && holdsSuch(file, kind) && isOpenEnded(file));
}

function isOpenEnded(file: IndexedFile): boolean {
  return file.facts.dynamicNames.some(
    ({ kind, module }) =>
      kind !== 'star-import' || module === undefined || !SEEN_MODULE.test(module),
  );
}

/** Core is large: only files where such classes live by convention or in fact. */
function holdsSuch(file: IndexedFile, { folder, suffix }: ClassKind): boolean {
  return (
    file.path.split('/').includes(folder) ||
    file.facts.classes.some(({ name }) => name.endsWith(suffix))
  );
}
