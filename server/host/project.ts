import type { ProjectStatus } from '../../shared/protocol.js';
import { DEFAULT_CONFIG } from '../service/project/config.js';
import type { IndexedFile, ProjectConfig, ProjectView } from '../service/project/project.js';
import { ProjectIndex } from '../service/project/projectIndex.js';
import type { FileRole } from '../service/project/roles.js';
import type { Finding } from '../service/rules/finding.js';
import type { OpenBuffer } from './buffers.js';
import { ConflictNames } from './conflictNames.js';
import type { Candidate, ReadFile } from './fileReader.js';
import { Gaps } from './gaps.js';
import type { Scan } from './holdings.js';
import { findInstalledCore } from './installedCore.js';
import { Intake, type Taken } from './intake.js';
import { Judging } from './judging.js';
import type { Surroundings } from './surroundings.js';
import { Typing } from './typing.js';

/** What a project tells and asks its owner. */
export interface ProjectOwner {
  /** A change is taken in, and all findings that follow from it are published. */
  settled(project: Project): void;
  /** Folders within it that are projects of their own, relative: all of them. */
  nested(project: Project, folders: readonly string[]): void;
  /** The open documents that belong to it. */
  documents(project: Project): Iterable<{ relative: string; buffer: OpenBuffer }>;
}

/** An open document as the registry reads it. */
export interface Understood {
  readonly file: IndexedFile;
  /** The index holds it: other files see it. */
  readonly isHeld: boolean;
}

/**
 * One project: its files from discovery to published findings. There is one loop and one writer: it reads what has
 * changed, puts it into the index in one turn, and judges what that concerns, in slices. The buffer that is being typed
 * in is judged at once, beside the loop, from its draft.
 */
export class Project {
  readonly root: string;
  readonly index: ProjectIndex;
  readonly conflicts: ConflictNames;
  readonly #discovers: boolean;
  readonly #around: Surroundings;
  readonly #owner: ProjectOwner;
  readonly #intake: Intake;
  readonly #judging: Judging;
  readonly #typing: Typing;
  readonly #gaps = new Gaps();
  /** Buffers that are judged at the end of this turn. */
  readonly #ownTurn = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  #config: ProjectConfig = DEFAULT_CONFIG;
  #isRunning = false;
  #isStopped = false;
  #isScanned = false;
  #isReady = false;
  #hasNews = false;
  /** The state of the index that the owner was told of. */
  #toldGeneration = 0;
  #isInstalledCoreKnown = false;
  /** The interpreter that was looked into for an installed core. */
  #pythonPath: string | null;
  #began = 0;
  #milliseconds = 0;

  /** @param discovers its files are looked for on disk; otherwise it holds open documents only */
  constructor(root: string, discovers: boolean, around: Surroundings, owner: ProjectOwner) {
    this.root = root;
    this.index = new ProjectIndex(around.engine.builtin);
    this.conflicts = new ConflictNames(this.index);
    this.#discovers = discovers;
    this.#around = around;
    this.#owner = owner;
    this.#intake = new Intake(root, discovers, around, {
      known: key => this.index.file(key),
      isTyped: key => this.#typing.isUnsettled(key),
      take: read => this.#take(read),
      drop: key => this.#drop(key),
      scanned: (start, scan) => this.#scanned(start, scan),
      wake: () => this.#wake(),
    });
    this.#judging = new Judging(this.index, around, {
      draft: buffer => this.#draft(buffer),
      withholdsSyntax: key => this.#typing.withholdsSyntax(key),
    });
    this.#typing = new Typing(around.clock, around.delays, {
      quiet: keys => this.#takeTyped(keys),
      syntaxDue: key => this.#judgeLater([key]),
    });
    this.#pythonPath = around.settings().pythonPath;
    this.#configure(DEFAULT_CONFIG);
    this.index.setKnowledge(this.#gaps.knowledge());
  }

  /** It was read to the end once. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Its folders are known. */
  get isScanned(): boolean {
    return this.#isScanned;
  }

  /** Nothing is left to do: every event so far is taken in and published. */
  get isIdle(): boolean {
    if (this.#isStopped) return true;
    const isBusy = this.#isRunning || this.#ownTurn.size > 0;
    return !isBusy && this.#intake.isIdle && this.#typing.isQuiet;
  }

  /** Resolves when {@link isIdle}. */
  idle(): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      this.#checkIdle();
    });
  }

  /** Resolves when {@link isReady}. */
  async whenReady(): Promise<void> {
    if (!this.#isReady) await this.idle();
  }

  /** Reads the whole project. */
  start(): void {
    this.#began = this.#around.clock.now();
    this.#intake.scan('');
  }

  /** The project is gone: nothing is said about its files any more. */
  stop(): void {
    this.#isStopped = true;
    this.#intake.stop();
    this.#typing.stop();
    for (const key of this.#intake.holdings.keys()) this.#around.sink.clear(key);
    this.#checkIdle();
  }

  /** Whether a folder within it is a part of it. */
  looksInto(relative: string): boolean {
    return this.#intake.holdings.territory.looksInto(relative);
  }

  /** Compares everything with the disk. */
  rescan(): void {
    this.#intake.arrived('');
  }

  /** Something happened to a path on disk; the empty path is the project's own folder. */
  changedOnDisk(relative: string): void {
    this.#intake.arrived(relative);
  }

  settingsChanged(): void {
    const { pythonPath } = this.#around.settings();
    if (pythonPath !== this.#pythonPath) this.#forgetInstalledCore();
    this.#pythonPath = pythonPath;
    this.#configure(this.#config);
    this.#judgeLater(this.#intake.holdings.keys());
  }

  opened(relative: string, buffer: OpenBuffer): void {
    this.#intake.happened(buffer.key);
    // Before its folders are known nobody can say what belongs to the project; the scan asks for all documents.
    if (this.#isScanned) this.#intake.opened(relative, buffer);
  }

  /** The buffer's own findings follow at once, everything else when it is quiet. */
  edited(key: string): void {
    this.#intake.happened(key);
    if (this.#intake.holdings.get(key) === undefined) return;
    this.#typing.edited(key);
    if (!this.#isReady || this.#ownTurn.has(key)) return;
    this.#ownTurn.add(key);
    void this.#around.clock.turn().then(() => {
      this.#ownTurn.delete(key);
      if (!this.#isStopped) this.#judging.judge(key);
      this.#checkIdle();
    });
  }

  saved(key: string): void {
    this.#typing.saved(key);
    this.#judging.takeMoved();
    this.#goOn();
  }

  /** The buffer does not count any more; what is on disk does, from this turn on. */
  closed(key: string): void {
    this.#intake.happened(key);
    this.#typing.forget(key);
    this.#judging.closed(key);
    const taken = this.#intake.closed(key);
    if (taken === undefined) return;
    this.#take([taken]);
    this.#readModules(taken);
    this.#judging.takeMoved();
    this.#goOn();
  }

  /** The document belongs to another project now. */
  released(key: string): void {
    this.#typing.forget(key);
    this.#drop(key);
    this.#take([]);
    this.#goOn();
  }

  /** The index for reading, with what has been typed in one buffer laid over it. */
  view(key?: string): ProjectView {
    const buffer = key === undefined ? undefined : this.#around.buffers.get(key);
    return this.index.view(undefined, buffer && this.#draft(buffer));
  }

  /**
   * What an open document says, read from its very text; undefined for a document that is nothing to the registry.
   * A document that the project does not hold (excluded, in an environment) is read all the same.
   */
  understand(buffer: OpenBuffer): Understood | undefined {
    const { key } = buffer;
    const candidate =
      this.#intake.holdings.get(key) ?? this.#intake.waiting(key) ?? this.#stranger(buffer);
    const file = candidate && this.#readTyped(candidate, buffer).file;
    return file && { file, isHeld: this.index.file(key) !== undefined };
  }

  /** Judges a text in place of what a file says now. */
  judgeText(file: IndexedFile, text: string): readonly Finding[] {
    const { path, role } = file;
    const { modules } = this.#intake.reader;
    const facts = this.#around.engine.read({ path, role, text, modules });
    return this.#judging.trial({ ...file, facts });
  }

  /** Takes what has been typed into the index now, without waiting for quiet. */
  settleTyping(): void {
    this.#typing.settle();
  }

  /** Every file that is held, with its path on this machine where it has one. */
  *files(): IterableIterator<{ key: string; path: string | undefined; role: FileRole }> {
    for (const key of this.#intake.holdings.keys()) {
      const { path, role, external } = this.#intake.holdings.get(key)!;
      if (external !== true) yield { key, path, role };
    }
  }

  status(): ProjectStatus {
    const core = this.index.core();
    return {
      root: this.root,
      core: core.core.source,
      builtinCore: core.core.kind === 'builtin',
      coreSteps: [...core.names()].length,
      workspaces: this.index.workspaces().all().length,
      files: this.#intake.holdings.size,
      incomplete: this.index.knowledge().reasons,
      milliseconds: this.#milliseconds,
    };
  }

  #wake(): void {
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    void this.#run()
      .catch(error => {
        this.#around.defect(`working on ${this.root}`, error);
        this.#intake.abandon();
        this.#judging.abandon();
        if (!this.#isReady) this.#becomeReady();
      })
      .then(() => {
        this.#isRunning = false;
        // Work that came in after the loop had looked for the last time.
        if (this.#intake.hasWork || this.#judging.hasWork) {
          this.#wake();
          return;
        }
        const { generation } = this.index;
        // What is not known may change without a finding that says so.
        const hasNews = this.#hasNews || generation !== this.#toldGeneration;
        if (hasNews && !this.#isStopped) {
          this.#hasNews = false;
          this.#toldGeneration = generation;
          this.#owner.settled(this);
        }
        this.#checkIdle();
      });
  }

  async #run(): Promise<void> {
    // What woke the loop up finishes its turn first.
    await Promise.resolve();
    while (!this.#isStopped) {
      if (this.#intake.hasWork) await this.#intake.step();
      else if (this.#lacksCore()) await this.#readInstalledCore();
      else if (!this.#isReady) this.#becomeReady();
      else if (this.#judging.hasWork) await this.#judging.step();
      else return;
    }
  }

  /** In one turn, so that whoever asks sees all of a change or nothing of it. */
  #take(read: readonly Taken[]): void {
    if (this.#isStopped) return;
    for (const { candidate, result } of read) {
      const { key } = candidate;
      if (candidate.role.kind === 'project-file') this.#configure(result.config ?? DEFAULT_CONFIG);
      if (result.file === undefined) this.#drop(key);
      this.#gaps.file(key, result.gap);
      if (result.file === undefined) continue;
      this.#intake.holdings.hold(candidate, result.stamp);
      if (result.file === this.index.file(key)) continue;
      this.index.replace(result.file);
      this.#judging.judgeLater([key]);
      this.#judging.fileChanged(key);
    }
    this.index.setKnowledge(this.#gaps.knowledge());
    this.#judging.indexChanged((kind, name) => this.conflicts.note(kind, name));
    if (this.#judging.hasWork) this.#hasNews = true;
  }

  #drop(key: string): void {
    // Another project may hold it already, and what is said about it is that one's.
    if (this.#isStopped) return;
    if (this.#intake.holdings.get(key) === undefined) {
      this.#intake.forget(key);
      return;
    }
    this.#hasNews = true;
    this.#judging.forget(key);
    this.index.remove(key);
    this.#intake.forget(key);
    this.#gaps.file(key, undefined);
  }

  #scanned(start: string, { discovery }: Scan): void {
    if (start === '') this.#gaps.discovered(discovery);
    this.#isScanned = true;
    const { holdings } = this.#intake;
    this.#owner.nested(this, holdings.territory.boundaries('project'));
    for (const { relative, buffer } of this.#owner.documents(this)) {
      if (holdings.get(buffer.key) === undefined) this.opened(relative, buffer);
    }
    this.#take([]);
  }

  #takeTyped(keys: readonly string[]): void {
    const read: Taken[] = keys.flatMap(key => {
      const buffer = this.#around.buffers.get(key);
      const candidate = this.#intake.holdings.get(key);
      if (buffer === undefined || candidate === undefined) return [];
      return [{ candidate, result: this.#readTyped(candidate, buffer) }];
    });
    this.#take(read);
    for (const taken of read) this.#readModules(taken);
    this.#intake.quiet();
    this.#goOn();
  }

  /** The file may take constants from modules that were never loaded, and may be one that others take them from. */
  #readModules({ candidate, result }: Taken): void {
    const isIncomplete = this.#intake.reader.noteModules(candidate.key, result);
    if (isIncomplete) this.#intake.readLater(candidate);
    this.#intake.moduleChanged(candidate.relative);
  }

  #configure(written: ProjectConfig): void {
    const { given, settings } = this.#around;
    const config = given === undefined ? written : { ...written, ...given };
    if (this.#intake.holdings.configure(config, settings())) this.#intake.scan('');
    if (JSON.stringify(config) === JSON.stringify(this.#config)) return;
    this.#config = config;
    this.index.setConfig(config);
  }

  #lacksCore(): boolean {
    const isKnown = this.#isInstalledCoreKnown || !this.#discovers;
    return !isKnown && this.index.core().core.kind === 'builtin';
  }

  #forgetInstalledCore(): void {
    const { holdings } = this.#intake;
    for (const key of [...holdings.keys()]) {
      if (holdings.get(key)?.external === true) this.#drop(key);
    }
    this.#take([]);
    this.#isInstalledCoreKnown = false;
    this.#wake();
  }

  async #readInstalledCore(): Promise<void> {
    this.#isInstalledCoreKnown = true;
    const { territory } = this.#intake.holdings;
    const { disk, uris, settings } = this.#around;
    const search = {
      root: this.root,
      pythonPath: settings().pythonPath,
      environments: territory.boundaries('environment'),
      isOwn: (relative: string) => territory.looksInto(relative),
    };
    for (const candidate of await findInstalledCore(search, disk, uris)) {
      this.#intake.readLater(candidate);
    }
  }

  #becomeReady(): void {
    this.#gaps.finish();
    this.#take([]);
    this.#isReady = true;
    this.#hasNews = true;
    this.#milliseconds = Math.round(this.#around.clock.now() - this.#began);
  }

  #judgeLater(keys: Iterable<string>): void {
    this.#judging.judgeLater(keys);
    this.#goOn();
  }

  #goOn(): void {
    if (this.#judging.hasWork) this.#hasNews = true;
    this.#wake();
  }

  /** What has been typed and is not in the index yet. */
  #draft(buffer: OpenBuffer): IndexedFile | undefined {
    if (!this.#typing.isUnsettled(buffer.key)) return undefined;
    const candidate = this.#intake.holdings.get(buffer.key);
    return candidate && this.#readTyped(candidate, buffer).file;
  }

  #readTyped(candidate: Candidate, buffer: OpenBuffer): ReadFile {
    const onlyInEditor = this.index.file(candidate.key)?.onlyInEditor ?? false;
    return this.#intake.reader.readBuffer(candidate, buffer, onlyInEditor);
  }

  /** An open document that is not part of the project is still one that names can be completed in. */
  #stranger({ key, languageId }: OpenBuffer): Candidate | undefined {
    const { uris } = this.#around;
    const relative = uris.relative(this.root, uris.anyPath(key)) ?? uris.anyPath(key);
    const role = this.#intake.holdings.roleOf(relative);
    if (role !== undefined) return { key, relative, role };
    return languageId === 'python' ? { key, relative, role: { kind: 'python' } } : undefined;
  }

  #checkIdle(): void {
    if (!this.isIdle) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
