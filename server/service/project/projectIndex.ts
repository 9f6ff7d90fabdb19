import type { Declaration, FileFacts } from '../sources/facts.js';
import { byPath } from './byPath.js';
import { addChangedKeys, fileKey, hidesNames } from './changes.js';
import { classesIn } from './classesIn.js';
import { ClassFolders } from './classFolders.js';
import { DEFAULT_CONFIG } from './config.js';
import { CoreFacts } from './coreFacts.js';
import { type CoreSelection, selectCore } from './coreSelection.js';
import { Declarers, isWide, NO_RIVALS } from './declarers.js';
import { IndexView } from './indexView.js';
import { type KeyRecorder, KeySet } from './keys.js';
import { Multimap } from './multimap.js';
import type {
  IndexedFile,
  Knowledge,
  Placed,
  PlacedClass,
  ProjectConfig,
  ProjectView,
  Rivals,
} from './project.js';
import { Workspaces } from './workspaces.js';

/** What the host has read so far. */
export type HostKnowledge = Pick<Knowledge, 'complete' | 'reasons'>;

/** The built-in core and how it is called: `built-in snapshot of 2026-08-17`. */
export interface BuiltinCore {
  readonly file: IndexedFile;
  readonly description: string;
}

function sameRole(a: IndexedFile, b: IndexedFile): boolean {
  return a.role === b.role || JSON.stringify(a.role) === JSON.stringify(b.role);
}

function hasCoreRole(file: IndexedFile): boolean {
  return file.role.kind === 'interface' || file.role.kind.startsWith('core-');
}

/**
 * Everything that is known about one project: the settled facts of its files, found again by name.
 * There is one writer; every change raises the generation and collects the keys that it touched.
 */
export class ProjectIndex {
  readonly #builtin: BuiltinCore;
  readonly #files = new Map<string, IndexedFile>();
  readonly #coreFiles = new Map<string, IndexedFile>();
  readonly #registryFiles = new Map<string, IndexedFile>();
  readonly #declaring = new Multimap<string, IndexedFile>(byPath);
  readonly #classes = new Multimap<string, IndexedFile>(byPath);
  readonly #aliases = new Multimap<string, IndexedFile>(byPath);
  /** Registry files with a table that only running code could tell. */
  readonly #hidingNames = new Set<string>();
  readonly #using = new Multimap<string, IndexedFile>(byPath);
  readonly classFolders = new ClassFolders();
  readonly #changed = new KeySet();
  /** Somebody has looked: from now on a change may be news. */
  #isRead = false;
  #generation = 0;
  #namesRevision = 0;
  #config: ProjectConfig = DEFAULT_CONFIG;
  #knowledge: HostKnowledge = { complete: true, reasons: [] };
  #selection: CoreSelection | undefined;
  #settledSelection: CoreSelection | undefined;
  #core: CoreFacts | undefined;
  #workspaces: Workspaces | undefined;
  #names: Set<string> | undefined;
  /** Declarations of names that several files, or core, declare: many files ask for all of them. */
  readonly #shared = new Map<string, readonly Placed[]>();
  /** Of names about which somebody was told; followed from change to change. */
  readonly #declarers = new Map<string, Declarers>();

  constructor(builtin: BuiltinCore) {
    this.#builtin = builtin;
  }

  get generation(): number {
    return this.#generation;
  }

  get namesRevision(): number {
    return this.#namesRevision;
  }

  get config(): ProjectConfig {
    return this.#config;
  }

  file(uri: string): IndexedFile | undefined {
    return this.#files.get(uri);
  }

  files(): IterableIterator<IndexedFile> {
    return this.#files.values();
  }

  /** Puts the settled facts of a file in place of what was known about it. */
  replace(file: IndexedFile): void {
    const before = this.#files.get(file.uri);
    // In another role the same text says something else: nothing of the old state can be kept.
    if (before !== undefined && !sameRole(before, file)) {
      this.#swap(before, undefined);
      this.#swap(undefined, file);
    } else this.#swap(before, file);
  }

  remove(uri: string): void {
    const before = this.#files.get(uri);
    if (before !== undefined) this.#swap(before, undefined);
  }

  setConfig(config: ProjectConfig): void {
    this.#generation++;
    this.#config = config;
    this.#forgetCore();
    this.#changed.add('config');
  }

  /** What the host could not read: caps, errors, an index that is not finished. Opaque tables are added by the index itself. */
  setKnowledge(knowledge: HostKnowledge): void {
    if (
      knowledge.complete === this.#knowledge.complete &&
      knowledge.reasons.join('\n') === this.#knowledge.reasons.join('\n')
    ) {
      return;
    }
    this.#generation++;
    this.#knowledge = knowledge;
    this.#changed.add('knowledge');
  }

  /**
   * The index for reading. With a recorder every key that is read is reported to it.
   * @param draft facts of a file that is being edited, in place of its settled ones
   */
  view(record?: KeyRecorder, draft?: IndexedFile): ProjectView {
    this.#isRead = true;
    return new IndexView(this, record, draft);
  }

  /** The keys that changed since the last call, and none any more. Before anybody has looked, there is no news. */
  takeChanges(): KeySet {
    this.#settleCore();
    const taken = new KeySet();
    taken.addAll(this.#changed);
    this.#changed.clear();
    return taken;
  }

  /** The core in force, for reading. */
  core(): CoreFacts {
    this.#core ??= new CoreFacts(this.#selectCore());
    return this.#core;
  }

  workspaces(): Workspaces {
    this.#workspaces ??= new Workspaces(this.#registryFiles.values());
    return this.#workspaces;
  }

  knowledge(): Knowledge {
    const reasons = [...this.#knowledge.reasons];
    const { opaque } = this.core().core;
    if (opaque) reasons.push('part of the core registry is computed when Python runs');
    const coreComplete = this.#knowledge.complete && !opaque;
    // In an order that no history of changes can tell.
    for (const uri of [...this.#hidingNames].sort()) {
      const id = this.workspaces().byFile(uri)?.id;
      if (id !== undefined) {
        reasons.push(`part of the registry of ${id} is computed when Python runs`);
      }
    }
    const complete = this.#knowledge.complete && reasons.length === 0;
    return { complete, coreComplete, reasons };
  }

  /**
   * Every declaration of a name: those of the core in force, then the workspaces' by path; within a file in the order of
   * its text. The same array as long as nothing about the name has changed, where there are several.
   */
  declarations(name: string): readonly Placed[] {
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    const files = this.declaring(name);
    const placed =
      files.length === 1
        ? this.place(files[0]!, declarationsIn(files[0]!, name))
        : files.flatMap(file => this.place(file, declarationsIn(file, name)));
    const isShared =
      placed.length > 1 || (placed.length === 1 && placed[0]!.workspace === undefined);
    if (isShared) this.#shared.set(name, placed);
    return placed;
  }

  /** Declarations of a file with the workspace that they belong to. */
  place(file: IndexedFile, declarations: readonly Declaration[]): Placed[] {
    const workspace =
      file.role.kind === 'workspace-registry' ? this.workspaces().byFile(file.uri)?.id : undefined;
    return declarations.map(declaration =>
      workspace === undefined ? { file, declaration } : { file, declaration, workspace },
    );
  }

  /** Files with a declaration of the name: every workspace's, and those of the core in force. */
  declaring(name: string): readonly IndexedFile[] {
    const files = this.#declaring.get(name);
    const others = files.some(hasCoreRole) ? files.filter(file => !hasCoreRole(file)) : files;
    return this.core().declaring(name, others);
  }

  /** So many files declare the name that a change of one is news only for some. */
  isWidelyDeclared(name: string): boolean {
    return isWide(this.#declaring.count(name));
  }

  /** What other workspaces than that of a registry file declare under a name. */
  rivals(name: string, file: IndexedFile): Rivals {
    const count = this.#declaring.count(name);
    const workspace = this.workspaces().byFile(file.uri);
    const isAlone = count === 0 || (count === 1 && this.#declaring.get(name)[0]!.uri === file.uri);
    if (isAlone || workspace === undefined) return NO_RIVALS;
    let declarers = this.#declarers.get(name);
    if (declarers === undefined) {
      declarers = Declarers.of(this.declarations(name));
      this.#declarers.set(name, declarers);
    }
    return declarers.rivalsOf(file.uri, workspace.id);
  }

  names(): ReadonlySet<string> {
    if (this.#names === undefined) {
      this.#names = new Set(this.core().names());
      for (const file of this.#registryFiles.values()) {
        for (const table of file.facts.tables) {
          for (const declaration of table.declarations) this.#names.add(declaration.name);
        }
      }
    }
    return this.#names;
  }

  classes(name: string): readonly PlacedClass[] {
    return this.#classes
      .get(name)
      .flatMap(file => classesIn(file, name).map(fact => ({ file, class: fact })));
  }

  classNames(): Iterable<string> {
    return this.#classes.keys();
  }

  aliases(name: string): readonly IndexedFile[] {
    return this.#aliases.get(name);
  }

  using(name: string): readonly IndexedFile[] {
    return this.#using.get(name);
  }

  useNames(): Iterable<string> {
    return this.#using.keys();
  }

  #selectCore(): CoreSelection {
    this.#selection ??= selectCore(
      this.#coreFiles.values(),
      this.#builtin.file,
      this.#builtin.description,
      this.#config.core,
    );
    return this.#selection;
  }

  /** A core that comes into force or leaves it changes every name that it declares. */
  #settleCore(): void {
    const now = this.#selectCore();
    const before = this.#settledSelection;
    if (before === now) return;
    this.#settledSelection = now;
    if (before === undefined || before.signature === now.signature) return;
    this.#changed.add('core');
    this.#changed.add('names');
    this.#changed.add('knowledge');
    for (const facts of [new CoreFacts(before), new CoreFacts(now)]) {
      for (const name of facts.names()) {
        this.#changed.add('name', name);
        this.#changed.add('row', name);
      }
      for (const name of facts.classNames()) this.#changed.add('class', name);
    }
  }

  #swap(before: IndexedFile | undefined, after: IndexedFile | undefined): void {
    const file = (after ?? before)!;
    this.#generation++;
    const keys = new KeySet();
    if (this.#isRead) addChangedKeys(before, after, keys);
    else if (file.role.kind === 'workspace-registry') {
      keys.add('names');
      keys.add('workspaces');
    }
    this.#changed.addAll(keys);
    if (keys.has('names')) this.#namesRevision++;
    this.classFolders.swap(before, after);
    for (const state of [before, after]) {
      if (state !== undefined) for (const name of declaredNames(state)) this.#shared.delete(name);
    }
    if (before !== undefined) this.#forget(before);
    if (after === undefined) this.#files.delete(file.uri);
    else this.#learn(after);

    if ([before, after].some(state => state !== undefined && hasCoreRole(state)))
      this.#forgetCore();
    if (file.role.kind !== 'workspace-registry') return;
    if (keys.has('workspaces') || after === undefined) {
      this.#workspaces = undefined;
      this.#shared.clear();
      this.#declarers.clear();
    } else {
      this.#workspaces?.refresh(after);
      this.#followDeclarers(file, keys);
    }
    if (keys.has('names') && this.#names !== undefined) {
      for (const name of new Set(
        [before, after].flatMap(state => (state ? [...declaredNames(state)] : [])),
      )) {
        if (this.declaring(name).length > 0) this.#names.add(name);
        else this.#names.delete(name);
      }
    }
  }

  /** Whoever was told about a name that this file declares is told again, where that has changed. */
  #followDeclarers({ uri }: IndexedFile, changed: KeySet): void {
    if (this.#declarers.size === 0) return;
    const workspace = this.workspaces().byFile(uri);
    const file = this.#files.get(uri);
    if (workspace === undefined || file === undefined) return;
    for (const name of new Set([...declaredNames(file), ...changed.names('name')])) {
      const before = this.#declarers.get(name);
      if (before === undefined) continue;
      const after = before.with(uri, this.place(file, declarationsIn(file, name)));
      this.#declarers.set(name, after);
      if (!changed.has('name', name)) continue;
      if (!before.tellsSame(after)) this.#changed.add('rivals', name);
      this.#changed.add('neighbours', fileKey({ uri }, name));
      for (const declarers of [before, after]) {
        for (const other of declarers.neighboursOf(uri, workspace.id)) {
          this.#changed.add('neighbours', fileKey({ uri: other }, name));
        }
      }
    }
  }

  #forgetCore(): void {
    this.#namesRevision++;
    this.#selection = undefined;
    this.#core = undefined;
    this.#names = undefined;
    this.#shared.clear();
  }

  #learn(file: IndexedFile): void {
    const { uri, facts } = file;
    this.#files.set(uri, file);
    if (hasCoreRole(file)) this.#coreFiles.set(uri, file);
    if (file.role.kind === 'workspace-registry') {
      this.#registryFiles.set(uri, file);
      if (facts.tables.some(table => hidesNames(table.opaque))) this.#hidingNames.add(uri);
    }
    for (const name of declaredNames(file)) this.#declaring.add(name, file);
    for (const name of classNamesOf(file)) this.#classes.add(name, file);
    for (const name of new Set(facts.aliases.map(alias => alias.name))) {
      this.#aliases.add(name, file);
    }
    for (const name of new Set(facts.uses.map(use => use.name))) this.#using.add(name, file);
  }

  #forget(file: IndexedFile): void {
    const { uri, facts } = file;
    this.#coreFiles.delete(uri);
    this.#registryFiles.delete(uri);
    this.#hidingNames.delete(uri);
    const isFile = (other: IndexedFile): boolean => other.uri === uri;
    for (const name of declaredNames(file)) this.#declaring.removeWhere(name, isFile);
    for (const name of classNamesOf(file)) this.#classes.removeWhere(name, isFile);
    for (const alias of facts.aliases) this.#aliases.removeWhere(alias.name, isFile);
    for (const use of facts.uses) this.#using.removeWhere(use.name, isFile);
  }
}

function declaredNames(file: IndexedFile): Set<string> {
  const names = new Set<string>();
  for (const table of file.facts.tables) {
    for (const declaration of table.declarations) names.add(declaration.name);
  }
  return names;
}

function classNamesOf(file: IndexedFile): Set<string> {
  const names = new Set<string>();
  for (const { name } of file.facts.classes) names.add(name);
  return names;
}

/** Files with more declarations than this keep a table of their names from when they are first asked. */
const KEPT = 64;
/** Files with fewer are looked through. */
const SEARCHED = 8;

const tablesOfNames = new WeakMap<FileFacts, Multimap<string, Declaration>>();

/** The file that was asked last is asked again: by each rule about each of its entries. */
let lastAsked:
  | { readonly facts: FileFacts; readonly names: Multimap<string, Declaration> }
  | undefined;

/** The declarations of one name in one file, in source order. */
export function declarationsIn({ facts }: IndexedFile, name: string): readonly Declaration[] {
  if (lastAsked?.facts === facts) return lastAsked.names.get(name);
  let count = 0;
  for (const table of facts.tables) count += table.declarations.length;
  if (count <= SEARCHED) {
    return facts.tables.flatMap(table =>
      table.declarations.filter(declaration => declaration.name === name),
    );
  }
  let names = tablesOfNames.get(facts);
  if (names === undefined) {
    names = new Multimap();
    for (const table of facts.tables) {
      for (const declaration of table.declarations) names.add(declaration.name, declaration);
    }
    if (count > KEPT) tablesOfNames.set(facts, names);
  }
  lastAsked = { facts, names };
  return names.get(name);
}
