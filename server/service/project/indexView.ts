import { byPath } from './byPath.js';
import { fileKey, specTypesOf } from './changes.js';
import type { KeyKind, KeyRecorder } from './keys.js';
import type {
  Core,
  IndexedFile,
  Knowledge,
  Placed,
  PlacedClass,
  PlacedUse,
  ProjectConfig,
  ProjectView,
  Rivals,
  Workspace,
} from './project.js';
import { declarationsIn, type ProjectIndex } from './projectIndex.js';

/** The index for reading, with the draft of one file laid over it and every read recorded. */
export class IndexView implements ProjectView {
  readonly #index: ProjectIndex;
  readonly #record: KeyRecorder | undefined;
  readonly #draft: IndexedFile | undefined;
  #draftNames: Map<string, Placed[]> | undefined;
  readonly #laidOver = new Map<string, readonly Placed[]>();

  constructor(
    index: ProjectIndex,
    record: KeyRecorder | undefined,
    draft: IndexedFile | undefined,
  ) {
    this.#index = index;
    this.#record = record;
    this.#draft = draft;
  }

  get generation(): number {
    return this.#index.generation;
  }

  core(): Core {
    this.#note('core');
    return this.#index.core().core;
  }

  knowledge(): Knowledge {
    this.#note('knowledge');
    return this.#index.knowledge();
  }

  config(): ProjectConfig {
    this.#note('config');
    return this.#index.config;
  }

  coreStep(name: string): Placed | undefined {
    this.#note(this.#index.isWidelyDeclared(name) ? 'row' : 'name', name);
    const row = this.#index.core().row(name);
    if (row === undefined) return undefined;
    if (row.file.uri !== this.#draft?.uri) return row;
    return this.#inDraft(name).findLast(
      placed => placed.declaration.shape !== 'other' && !placed.declaration.superseded,
    );
  }

  declarations(name: string): readonly Placed[] {
    this.#note('name', name);
    const draft = this.#draft;
    if (draft === undefined) return this.#index.declarations(name);
    let placed = this.#laidOver.get(name);
    if (placed === undefined) {
      placed = this.#layOver(draft, name);
      this.#laidOver.set(name, placed);
    }
    return placed;
  }

  declaresOwn({ file }: Workspace, name: string): boolean {
    if (this.#index.isWidelyDeclared(name)) this.#note('own', fileKey(file, name));
    else this.#note('name', name);
    return declarationsIn(this.#draft?.uri === file.uri ? this.#draft : file, name).length > 0;
  }

  declaresSpecType({ file }: Workspace, specType: string): boolean {
    this.#note('spec', fileKey(file, specType));
    const { facts } = this.#draft?.uri === file.uri ? this.#draft : file;
    return facts.tables.some(table => specTypesOf(table.declarations).has(specType));
  }

  rivals(name: string, file: IndexedFile): Rivals {
    if (this.#index.isWidelyDeclared(name)) {
      this.#note('rivals', name);
      this.#note('neighbours', fileKey(file, name));
    } else this.#note('name', name);
    return this.#index.rivals(name, file);
  }

  names(): ReadonlySet<string> {
    this.#note('names');
    return this.#index.names();
  }

  namesRevision(): number {
    this.#note('names');
    return this.#index.namesRevision;
  }

  coreNames(): readonly string[] {
    this.#note('core');
    return [...this.#index.core().names()];
  }

  alias(name: string): string | undefined {
    this.#note('core');
    return this.#index.core().legacyAliases.get(name);
  }

  workspaces(): readonly Workspace[] {
    this.#note('workspaces');
    return this.#index.workspaces().all();
  }

  workspaceOf(file: IndexedFile): Workspace | undefined {
    this.#note('workspaces');
    return this.#enclosing(file);
  }

  classes(name: string): readonly PlacedClass[] {
    this.#note('class', name);
    const settled = this.#index.classes(name);
    const draft = this.#draft;
    if (draft === undefined) return settled;
    return [
      ...settled.filter(placed => placed.file.uri !== draft.uri),
      ...draft.facts.classes
        .filter(fact => fact.name === name)
        .map(fact => ({ file: draft, class: fact })),
    ].sort(inOrder);
  }

  aliases(name: string): readonly IndexedFile[] {
    this.#note('class', name);
    const settled = this.#index.aliases(name);
    const draft = this.#draft;
    if (draft === undefined) return settled;
    const rest = settled.filter(file => file.uri !== draft.uri);
    return draft.facts.aliases.some(alias => alias.name === name)
      ? [...rest, draft].sort(byPath)
      : rest;
  }

  classNames(): ReadonlySet<string> {
    this.#note('classes');
    return new Set(this.#index.classNames());
  }

  classNamesIn(folder: string): ReadonlySet<string> {
    this.#note('classes', folder);
    return this.#index.classFolders.names(folder);
  }

  dynamicFiles(folder: string): readonly IndexedFile[] {
    this.#note('classes', folder);
    return this.#index.classFolders.dynamicFiles(folder);
  }

  isSynthesisedBuilder(name: string): boolean {
    this.#note('class', name);
    return this.#index.core().isSynthesised(name);
  }

  isCoreConfig(name: string): boolean {
    this.#note('class', name);
    return this.#index.core().needsNoConfig(name);
  }

  uses(name: string): readonly PlacedUse[] {
    this.#note('uses', name);
    return this.#index
      .using(name)
      .map(file => (file.uri === this.#draft?.uri ? this.#draft : file))
      .flatMap(file =>
        file.facts.uses.filter(use => use.name === name).map(use => ({ file, use })),
      );
  }

  useNames(): Iterable<string> {
    this.#note('names');
    return this.#index.useNames();
  }

  coreFields(): ReadonlySet<string> {
    this.#note('core');
    return this.#index.core().fields;
  }

  sagemakerTypes(): ReadonlySet<string> {
    this.#note('core');
    return this.#index.core().sagemakerTypes;
  }

  file(uri: string): IndexedFile | undefined {
    return this.#draft?.uri === uri ? this.#draft : this.#index.file(uri);
  }

  files(): Iterable<IndexedFile> {
    return this.#index.files();
  }

  /** The declarations of the index in their order, those of the draft where they would be as some of them. */
  #layOver(draft: IndexedFile, name: string): readonly Placed[] {
    const settled = this.#index.declarations(name);
    const own = this.#inDraft(name);
    const first = settled.findIndex(({ file }) => file.uri === draft.uri);
    if (first >= 0) {
      const last = settled.findLastIndex(({ file }) => file.uri === draft.uri);
      return settled.toSpliced(first, last + 1 - first, ...own);
    }
    if (own.length === 0) return settled;
    if (draft.role.kind !== 'workspace-registry') return [...own, ...settled];
    const behind = settled.findIndex(
      ({ file }) => file.role.kind === 'workspace-registry' && byPath(draft, file) < 0,
    );
    return settled.toSpliced(behind < 0 ? settled.length : behind, 0, ...own);
  }

  #note(kind: KeyKind, name = ''): void {
    this.#record?.(kind, name);
  }

  /** The workspace whose folder holds the file; the innermost where they nest. */
  #enclosing(file: IndexedFile): Workspace | undefined {
    const workspaces = this.#index.workspaces();
    if (file.role.kind === 'workspace-registry') return workspaces.byFile(file.uri);
    return workspaces.byPath(file.path);
  }

  #inDraft(name: string): readonly Placed[] {
    if (this.#draftNames === undefined) {
      this.#draftNames = new Map();
      const draft = this.#draft!;
      const inForce =
        draft.role.kind === 'workspace-registry' || this.#index.core().reads(draft.uri);
      const tables = inForce ? draft.facts.tables : [];
      const declarations = tables.flatMap(table => table.declarations);
      for (const placed of this.#index.place(draft, declarations)) {
        const list = this.#draftNames.get(placed.declaration.name);
        if (list === undefined) this.#draftNames.set(placed.declaration.name, [placed]);
        else list.push(placed);
      }
    }
    return this.#draftNames.get(name) ?? [];
  }
}

function inOrder(a: { readonly file: IndexedFile }, b: { readonly file: IndexedFile }): number {
  return byPath(a.file, b.file);
}
