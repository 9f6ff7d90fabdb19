import { PROJECT_FILE_NAME } from '../../shared/projectFile.js';
import type { ProjectStatus } from '../../shared/protocol.js';
import type { Settings } from '../../shared/settings.js';
import { DEFAULT_CONFIG } from '../service/project/config.js';
import { Diagnoser } from '../service/project/diagnoser.js';
import type { IndexedFile, ProjectConfig, ProjectView } from '../service/project/project.js';
import { type BuiltinCore, ProjectIndex } from '../service/project/projectIndex.js';
import type { FileRole } from '../service/project/roles.js';
import type { Finding } from '../service/rules/finding.js';
import type { Judge, JudgementOptions } from '../service/rules/rule.js';
import type { Reader } from '../service/sources/read.js';
import { Arrivals } from './arrivals.js';
import type { Buffers, OpenBuffer } from './buffers.js';
import type { Clock, Delays } from './clock.js';
import { ConflictNames } from './conflictNames.js';
import type { Disk } from './disk.js';
import { type Candidate, FileReader, type ReadFile } from './fileReader.js';
import { Gaps } from './gaps.js';
import { Holdings } from './holdings.js';
import { findInstalledCore } from './installedCore.js';
import type { FindingsSink } from './publisher.js';
import { forEachLimited, TimeSlice } from './slices.js';
import { isBoundaryMark, isToolFolder } from './territory.js';
import { Typing } from './typing.js';
import type { Uris } from './uris.js';

const READS_IN_FLIGHT = 16;

/** What reads and judges files. */
export interface Engine {
  readonly read: Reader;
  readonly judge: Judge;
  readonly builtin: BuiltinCore;
}

/** What the projects of one session share. */
export interface Surroundings {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly delays: Delays;
  readonly uris: Uris;
  readonly buffers: Buffers;
  readonly sink: FindingsSink;
  readonly engine: Engine;
  settings(): Settings;
  /** What the command line says in place of the project file. */
  readonly given?: Pick<ProjectConfig, 'core'> & Partial<Pick<ProjectConfig, 'workspaces'>>;
  /** A defect of the server itself: it is written down, and work goes on without the file. */
  defect(doing: string, error: unknown): void;
}

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

interface Read {
  readonly candidate: Candidate;
  readonly result: ReadFile;
}

/**
 * One project: its files from discovery to published findings. There is one loop and one writer: it reads what has
 * changed, puts it into the index in one turn, and diagnoses what that concerns, in slices. The buffer that is being
 * typed in is diagnosed at once, beside the loop, from its draft.
 */
export class Project {
  readonly root: string;
  readonly index: ProjectIndex;
  readonly conflicts: ConflictNames;
  readonly #discovers: boolean;
  readonly #around: Surroundings;
  readonly #owner: ProjectOwner;
  readonly #diagnoser: Diagnoser;
  readonly #holdings: Holdings;
  readonly #reader: FileReader;
  readonly #gaps = new Gaps();
  readonly #arrivals: Arrivals;
  readonly #typing: Typing;
  /** Folders to look through (empty: everything). */
  readonly #scans = new Set<string>();
  readonly #unread = new Map<string, Candidate>();
  readonly #stale = new Set<string>();
  /** Closed files whose related places moved in a buffer: republished when that is saved. */
  readonly #moved = new Set<string>();
  /** Something happened to these on disk while they were typed in: looked at when it is quiet. */
  readonly #postponed = new Map<string, Candidate>();
  /** Counts what happened to a file while it was being read: such a reading is out of date. */
  readonly #happenings = new Map<string, number>();
  /** What is shown for open buffers, so that typing takes nothing away that still holds. */
  readonly #shown = new Map<string, readonly Finding[]>();
  readonly #ownTurn = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  #config: ProjectConfig = DEFAULT_CONFIG;
  #isRunning = false;
  #isStopped = false;
  #isScanned = false;
  #isReady = false;
  #isInstalledCoreKnown = false;
  /** The interpreter that was looked into for an installed core. */
  #pythonPath: string | null = null;
  #hasNews = false;
  /** Modules that are being read again. */
  #reloading = 0;
  #began = 0;
  #milliseconds = 0;

  /** @param discovers its files are looked for on disk; otherwise it holds open documents only */
  constructor(root: string, discovers: boolean, around: Surroundings, owner: ProjectOwner) {
    const { disk, buffers, uris, clock, delays } = around;
    this.root = root;
    this.#discovers = discovers;
    this.index = new ProjectIndex(around.engine.builtin);
    this.conflicts = new ConflictNames(this.index);
    this.#around = around;
    this.#owner = owner;
    this.#diagnoser = new Diagnoser(this.index, around.engine.judge);
    this.#holdings = new Holdings(root, disk, uris, clock, delays);
    this.#reader = new FileReader(root, disk, buffers, uris, around.engine.read);
    this.#arrivals = new Arrivals(clock, delays.disk, () => this.#wake());
    this.#typing = new Typing(clock, delays, {
      quiet: keys => this.#takeTyped(keys),
      syntaxDue: key => this.#judgeAgain([key]),
    });
    this.#configure(DEFAULT_CONFIG);
    this.index.setKnowledge(this.#gaps.knowledge());
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Its folders are known. */
  get isScanned(): boolean {
    return this.#isScanned;
  }

  /** Whether a folder within it is a part of it. */
  looksInto(relative: string): boolean {
    return this.#holdings.territory.looksInto(relative);
  }

  /** Reads the whole project. */
  start(): void {
    this.#began = this.#around.clock.now();
    this.#scans.add('');
    this.#wake();
  }

  /** The project is gone: nothing is said about its files any more. */
  stop(): void {
    this.#isStopped = true;
    this.#arrivals.stop();
    this.#typing.stop();
    for (const key of this.#holdings.keys()) this.#around.sink.clear(key);
    this.#checkIdle();
  }

  /** Compares everything with the disk. */
  rescan(): void {
    if (this.#discovers) this.#arrivals.addEverything();
  }

  /** Something happened to a path on disk; the empty path is the project's own folder. */
  changedOnDisk(relative: string): void {
    if (relative === '') this.rescan();
    else if (this.#discovers) this.#arrivals.add(relative);
  }

  settingsChanged(): void {
    const { pythonPath } = this.#around.settings();
    if (pythonPath !== this.#pythonPath) this.#forgetInstalledCore();
    this.#pythonPath = pythonPath;
    this.#configure(this.#config);
    this.#judgeAgain(this.#holdings.keys());
  }

  opened(relative: string, buffer: OpenBuffer): void {
    this.#happen(buffer.key);
    // Before its folders are known nobody can say what belongs to the project; the scan asks for all buffers.
    const candidate = this.#isScanned ? this.#candidateOf(relative, buffer) : undefined;
    if (candidate === undefined) return;
    this.#unread.set(candidate.key, candidate);
    this.#readModule(relative);
    this.#wake();
  }

  /** The buffer's own findings follow at once, everything else when it is quiet. */
  edited(key: string): void {
    this.#happen(key);
    if (this.#holdings.get(key) === undefined) return;
    this.#typing.edited(key);
    if (!this.#isReady || this.#ownTurn.has(key)) return;
    this.#ownTurn.add(key);
    void this.#around.clock.turn().then(() => {
      this.#ownTurn.delete(key);
      if (!this.#isStopped) this.#diagnose(key);
      this.#checkIdle();
    });
  }

  saved(key: string): void {
    this.#typing.saved(key);
    this.#republishMoved();
  }

  /** The buffer does not count any more; what is on disk does, from this turn on. */
  closed(key: string): void {
    this.#happen(key);
    this.#typing.forget(key);
    this.#shown.delete(key);
    this.#postponed.delete(key);
    this.#reader.invalidate(key);
    const held = this.#holdings.get(key);
    if (held === undefined) {
      this.#unread.delete(key);
      return;
    }
    const result = this.#discovers ? this.#reader.readNow(held) : { file: undefined };
    this.#commit([{ candidate: held, result }]);
    if (this.#reader.lacksModules(result)) this.#unread.set(key, held);
    this.#readModule(held.relative);
    this.#republishMoved();
    this.#wake();
  }

  /** The document belongs to another project now. */
  released(key: string): void {
    this.#typing.forget(key);
    this.#unread.delete(key);
    this.#drop(key);
    this.#commit([]);
    this.#wake();
  }

  /** The index for reading, with what has been typed in one buffer laid over it. */
  view(key?: string): ProjectView {
    const buffer = key === undefined ? undefined : this.#around.buffers.get(key);
    return this.index.view(undefined, buffer && this.#draft(buffer));
  }

  /** The file as the client has it now; undefined where the project does not hold it. */
  file(key: string): IndexedFile | undefined {
    const buffer = this.#around.buffers.get(key);
    return (buffer && this.#draft(buffer)) ?? this.index.file(key);
  }

  /**
   * What an open document says, read from its very text; undefined for a document that is nothing to the registry.
   * A document that the project does not hold (excluded, in an environment) is read all the same.
   */
  understand(buffer: OpenBuffer): Understood | undefined {
    const { key } = buffer;
    const held = this.#holdings.get(key) ?? this.#unread.get(key);
    const candidate = held ?? this.#stranger(buffer);
    const file = candidate && this.#readTyped(candidate, buffer).file;
    if (candidate === undefined || file === undefined) return undefined;
    return { file, isHeld: this.index.file(key) !== undefined };
  }

  /** Judges a text in place of what a file says now. */
  judgeText(file: IndexedFile, text: string): readonly Finding[] {
    const { read, judge } = this.#around.engine;
    const { path, role } = file;
    const facts = read({ path, role, text, modules: this.#reader.modules });
    const draft = { ...file, facts };
    return judge(draft, this.index.view(undefined, draft), {
      severities: this.#around.settings().severity,
    });
  }

  /** Takes what has been typed into the index now, without waiting for quiet. */
  settleTyping(): void {
    this.#typing.settle();
  }

  /** Resolves when the project has been read to the end once. */
  async whenReady(): Promise<void> {
    if (!this.#isReady) await this.idle();
  }

  /** Every file that is held, with its path on this machine where it has one. */
  *files(): IterableIterator<{ key: string; path: string | undefined; role: FileRole }> {
    for (const key of this.#holdings.keys()) {
      const { path, role, external } = this.#holdings.get(key)!;
      if (external !== true) yield { key, path, role };
    }
  }

  /** The findings of every file, computed now; for reports. */
  findings(): { file: IndexedFile; findings: readonly Finding[] }[] {
    return [...this.index.files()]
      .filter(file => file.external !== true)
      .map(file => ({ file, findings: this.#judge(file.uri, {}, undefined) }))
      .filter(({ findings }) => findings.length > 0);
  }

  /** Resolves when nothing is left to do: every event so far is taken in and published. */
  idle(): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      this.#checkIdle();
    });
  }

  get isIdle(): boolean {
    if (this.#isStopped) return true;
    const isWaiting = this.#ownTurn.size > 0 || this.#reloading > 0 || this.#unread.size > 0;
    return !this.#isRunning && !isWaiting && this.#arrivals.isEmpty && this.#typing.isQuiet;
  }

  status(): ProjectStatus {
    const { core } = this.index.core();
    return {
      root: this.root,
      core: core.source,
      coreSteps: [...this.index.core().names()].length,
      workspaces: this.index.workspaces().all().length,
      files: this.#holdings.size,
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
        this.#scans.clear();
        this.#unread.clear();
        this.#stale.clear();
        if (!this.#isReady) this.#becomeReady();
      })
      .then(() => {
        this.#isRunning = false;
        // Work that came in after the loop had looked for the last time.
        if (this.#hasWork) {
          this.#wake();
          return;
        }
        if (this.#hasNews && !this.#isStopped) {
          this.#hasNews = false;
          this.#owner.settled(this);
        }
        this.#checkIdle();
      });
  }

  get #hasWork(): boolean {
    const { isDue } = this.#arrivals;
    return this.#scans.size > 0 || this.#unread.size > 0 || this.#stale.size > 0 || isDue;
  }

  async #run(): Promise<void> {
    // What woke the loop up finishes its turn first.
    await Promise.resolve();
    while (!this.#isStopped) {
      if (this.#scans.size > 0) await this.#scan();
      else if (this.#arrivals.isDue) await this.#takeArrivals();
      else if (this.#unread.size > 0) await this.#readAll();
      else if (this.#lacksCore()) await this.#readInstalledCore();
      else if (!this.#isReady) this.#becomeReady();
      else if (this.#stale.size > 0) await this.#diagnoseSlice();
      else return;
    }
  }

  async #scan(): Promise<void> {
    const folders = this.#scans.has('') ? [''] : [...this.#scans];
    this.#scans.clear();
    for (const start of this.#discovers ? folders : []) {
      if (start === '') await this.#readProjectFile();
      const { changed, gone, discovery } = await this.#holdings.scan(start);
      if (start === '') this.#gaps.discovered(discovery);
      for (const candidate of changed) this.#unread.set(candidate.key, candidate);
      const { buffers } = this.#around;
      for (const { key, relative } of gone) {
        const candidate = buffers.has(key) ? this.#holdings.candidate(relative) : undefined;
        // An open buffer outlives its file, but not its place in the project.
        if (candidate === undefined) this.#drop(key);
        else this.#unread.set(key, candidate);
      }
    }
    this.#isScanned = true;
    this.#owner.nested(this, this.#holdings.territory.boundaries('project'));
    for (const { relative, buffer } of this.#owner.documents(this)) {
      if (this.#holdings.get(buffer.key) === undefined) this.opened(relative, buffer);
    }
    this.#commit([]);
  }

  /** Excludes and roles are known before anything else is looked at. */
  async #readProjectFile(): Promise<void> {
    const candidate = this.#holdings.candidate(PROJECT_FILE_NAME);
    if (candidate === undefined) return;
    const result = await this.#reader.read(candidate, this.index.file(candidate.key));
    this.#commit([{ candidate, result }]);
    this.#scans.delete('');
  }

  async #takeArrivals(): Promise<void> {
    const burst = this.#arrivals.take();
    if (burst === 'everything') {
      this.#scans.add('');
      return;
    }
    for (const relative of burst) await this.#arrived(relative);
  }

  async #arrived(relative: string): Promise<void> {
    const { territory } = this.#holdings;
    const name = relative.slice(relative.lastIndexOf('/') + 1);
    const folder = relative.slice(0, Math.max(0, relative.length - name.length - 1));
    if (isBoundaryMark(name) && folder !== '') {
      if (territory.admits(folder)) this.#scans.add(folder);
      return;
    }
    if (!territory.admits(relative)) return;
    const candidate = this.#holdings.candidate(relative);
    if (candidate !== undefined) {
      const unknown = territory.unknownFolder(relative);
      if (unknown !== undefined) this.#scans.add(unknown);
      else this.#unread.set(candidate.key, candidate);
      this.#readModule(relative);
      return;
    }
    if (isToolFolder(name)) return;
    const isFolder =
      territory.knows(relative) ||
      (await this.#around.disk.entry(`${this.root}/${relative}`))?.kind === 'directory';
    if (isFolder) this.#scans.add(territory.unknownFolder(relative) ?? relative);
  }

  async #readAll(): Promise<void> {
    const batch = [...this.#unread.values()];
    this.#unread.clear();
    const slice = new TimeSlice(this.#around.clock, this.#around.delays.slice);
    const read: Read[] = [];
    await forEachLimited(batch, READS_IN_FLIGHT, async candidate => {
      if (this.#isStopped) return;
      const { key } = candidate;
      if (this.#typing.isUnsettled(key) && this.#holdings.get(key) !== undefined) {
        this.#postponed.set(key, candidate);
        return;
      }
      const happenings = this.#happenings.get(key);
      const result = await this.#readSafely(candidate);
      if (this.#happenings.get(key) !== happenings) this.#unread.set(key, candidate);
      else read.push({ candidate, result });
      // Until everything is read nobody looks, so that nothing has to appear at once.
      if (!this.#isReady && slice.isOver) this.#commit(read.splice(0));
      await slice.pause();
    });
    const current = read.filter(({ candidate }) => !this.#unread.has(candidate.key));
    if (!this.#isStopped) this.#commit(current);
  }

  async #readSafely(candidate: Candidate): Promise<ReadFile> {
    try {
      return await this.#reader.read(candidate, this.index.file(candidate.key));
    } catch (error) {
      this.#around.defect(`reading ${candidate.relative}`, error);
      return { file: undefined, gap: `${candidate.relative} could not be understood` };
    }
  }

  /** In one turn, so that whoever asks sees all of a change or nothing of it. */
  #commit(read: readonly Read[]): void {
    for (const { candidate, result } of read) {
      const { key } = candidate;
      if (candidate.role.kind === 'project-file') this.#configure(result.config ?? DEFAULT_CONFIG);
      if (result.file === undefined) this.#drop(key);
      this.#gaps.file(key, result.gap);
      if (result.file === undefined) continue;
      this.#holdings.hold(candidate, result.stamp);
      if (result.file === this.index.file(key)) continue;
      this.index.replace(result.file);
      this.#stale.add(key);
      this.#follow(key);
    }
    this.index.setKnowledge(this.#gaps.knowledge());
    const affected = this.#diagnoser.affected((kind, name) => this.conflicts.note(kind, name));
    for (const key of affected) this.#stale.add(key);
    if (this.#stale.size > 0) this.#hasNews = true;
  }

  #drop(key: string): void {
    if (this.#holdings.get(key) === undefined) return;
    this.#hasNews = true;
    this.#follow(key);
    this.index.remove(key);
    this.#diagnoser.forget(key);
    this.#reader.forget(key);
    this.#holdings.release(key);
    this.#gaps.file(key, undefined);
    this.#stale.delete(key);
    this.#moved.delete(key);
    this.#shown.delete(key);
    this.#happenings.delete(key);
    this.#around.sink.clear(key);
  }

  /** Files whose related places lie in a changed one; a closed file waits until a buffer's shift is saved. */
  #follow(key: string): void {
    const { buffers } = this.#around;
    const isTyped = buffers.has(key);
    for (const other of this.#diagnoser.pointingTo(key)) {
      if (isTyped && !buffers.has(other)) this.#moved.add(other);
      else this.#stale.add(other);
    }
  }

  #republishMoved(): void {
    const moved = [...this.#moved];
    this.#moved.clear();
    this.#judgeAgain(moved);
  }

  #takeTyped(keys: readonly string[]): void {
    const read: Read[] = [];
    for (const key of keys) {
      const buffer = this.#around.buffers.get(key);
      const candidate = this.#holdings.get(key);
      if (buffer === undefined || candidate === undefined) continue;
      const result = this.#readTyped(candidate, buffer);
      read.push({ candidate, result });
      if (this.#reader.lacksModules(result)) this.#unread.set(key, candidate);
      this.#readModule(candidate.relative);
    }
    this.#commit(read);
    for (const [key, candidate] of this.#postponed) this.#unread.set(key, candidate);
    this.#postponed.clear();
    this.#wake();
  }

  #configure(written: ProjectConfig): void {
    const { given } = this.#around;
    const config = given === undefined ? written : { ...written, ...given };
    if (this.#holdings.configure(config, this.#around.settings())) this.#scans.add('');
    if (JSON.stringify(config) === JSON.stringify(this.#config)) return;
    this.#config = config;
    this.index.setConfig(config);
  }

  /** A module that constants are taken from has changed: whoever takes them is read again. */
  #readModule(relative: string): void {
    const module = this.#reader.modules.moduleAt(relative);
    if (module === undefined) return;
    this.#reloading++;
    void this.#reader.reloadModule(module).then(askers => {
      this.#reloading--;
      for (const key of askers) {
        const candidate = this.#holdings.get(key);
        if (candidate !== undefined) this.#unread.set(key, candidate);
      }
      this.#wake();
      this.#checkIdle();
    });
  }

  #lacksCore(): boolean {
    const isKnown = this.#isInstalledCoreKnown || !this.#discovers;
    return !isKnown && this.index.core().core.kind === 'builtin';
  }

  #forgetInstalledCore(): void {
    for (const key of [...this.#holdings.keys()]) {
      if (this.#holdings.get(key)?.external === true) this.#drop(key);
    }
    this.#commit([]);
    this.#isInstalledCoreKnown = false;
    this.#wake();
  }

  async #readInstalledCore(): Promise<void> {
    this.#isInstalledCoreKnown = true;
    const { territory } = this.#holdings;
    const candidates = await findInstalledCore(
      {
        root: this.root,
        pythonPath: this.#around.settings().pythonPath,
        environments: territory.boundaries('environment'),
        isOwn: relative => territory.looksInto(relative),
      },
      this.#around.disk,
      this.#around.uris,
    );
    for (const candidate of candidates) this.#unread.set(candidate.key, candidate);
  }

  #becomeReady(): void {
    this.#gaps.finish();
    this.#commit([]);
    this.#isReady = true;
    this.#hasNews = true;
    this.#milliseconds = Math.round(this.#around.clock.now() - this.#began);
  }

  /** Open files first. */
  async #diagnoseSlice(): Promise<void> {
    const { clock, delays, buffers } = this.#around;
    const slice = new TimeSlice(clock, delays.slice);
    for (const { key } of buffers.all()) {
      if (this.#stale.delete(key)) this.#diagnose(key);
    }
    for (const key of this.#stale) {
      if (slice.isOver) break;
      this.#stale.delete(key);
      this.#diagnose(key);
    }
    await clock.turn();
  }

  #judgeAgain(keys: Iterable<string>): void {
    for (const key of keys) this.#stale.add(key);
    if (this.#stale.size === 0) return;
    this.#hasNews = true;
    this.#wake();
  }

  #diagnose(key: string): void {
    const { buffers, sink } = this.#around;
    const buffer = buffers.get(key);
    const draft = buffer && this.#draft(buffer);
    const file = draft ?? this.index.file(key);
    if (file === undefined || file.external === true) return;
    if (buffer === undefined) {
      sink.publish(file, this.#judge(key, {}, undefined), undefined);
      return;
    }
    const findings = this.#judgeTyped(buffer, draft);
    this.#shown.set(key, findings);
    sink.publish(file, findings, buffer.version);
  }

  /** While somebody types, nothing new is said about what is half typed, and what still holds stays. */
  #judgeTyped(buffer: OpenBuffer, draft: IndexedFile | undefined): readonly Finding[] {
    const { key, lastEdit } = buffer;
    const typingAt = draft === undefined ? undefined : lastEdit;
    const withholdSyntax = this.#typing.withholdsSyntax(key);
    if (typingAt === undefined && !withholdSyntax) return this.#judge(key, {}, draft);
    const options = { withholdSyntax, ...(typingAt === undefined ? {} : { typingAt }) };
    const calm = this.#judge(key, options, draft);
    const said = new Set(calm.map(nameOf));
    const before = (this.#shown.get(key) ?? []).map(nameOf);
    const missing = new Set(before.filter(name => !said.has(name)));
    if (missing.size === 0) return calm;
    const all = this.#judge(key, {}, draft);
    return all.filter(finding => said.has(nameOf(finding)) || missing.has(nameOf(finding)));
  }

  #judge(
    key: string,
    options: JudgementOptions,
    draft: IndexedFile | undefined,
  ): readonly Finding[] {
    try {
      const severities = this.#around.settings().severity;
      return this.#diagnoser.diagnose(key, { ...options, severities }, draft);
    } catch (error) {
      this.#around.defect(`judging ${key}`, error);
      return [];
    }
  }

  /** What has been typed and is not in the index yet. */
  #draft(buffer: OpenBuffer): IndexedFile | undefined {
    if (!this.#typing.isUnsettled(buffer.key)) return undefined;
    const candidate = this.#holdings.get(buffer.key);
    return candidate && this.#readTyped(candidate, buffer).file;
  }

  #readTyped(candidate: Candidate, buffer: OpenBuffer): ReadFile {
    const onlyInEditor = this.index.file(candidate.key)?.onlyInEditor ?? false;
    return this.#reader.readBuffer(candidate, buffer, onlyInEditor);
  }

  /** An open document that is not part of the project is still one that names can be completed in. */
  #stranger(buffer: OpenBuffer): Candidate | undefined {
    const { key, languageId } = buffer;
    const { uris } = this.#around;
    const relative = uris.relative(this.root, uris.anyPath(key)) ?? uris.anyPath(key);
    const role = this.#holdings.roleOf(relative);
    if (role !== undefined) return { key, relative, role };
    return languageId === 'python' ? { key, relative, role: { kind: 'python' } } : undefined;
  }

  #candidateOf(relative: string, buffer: OpenBuffer): Candidate | undefined {
    const { key, languageId } = buffer;
    if (key.startsWith('untitled:')) {
      return languageId === 'python' ? { key, relative, role: { kind: 'python' } } : undefined;
    }
    const candidate = this.#holdings.candidate(relative);
    if (candidate === undefined || this.#around.uris.path(key) !== undefined) return candidate;
    return { key, relative, role: candidate.role };
  }

  #happen(key: string): void {
    this.#happenings.set(key, (this.#happenings.get(key) ?? 0) + 1);
  }

  #checkIdle(): void {
    if (!this.isIdle) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** What makes a finding the same one after an edit: its place may have moved. */
function nameOf(finding: Finding): string {
  return `${finding.code} ${finding.name} ${finding.message}`;
}
