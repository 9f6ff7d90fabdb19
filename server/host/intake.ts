import { PROJECT_FILE_NAME } from '../../shared/projectFile.js';
import type { IndexedFile } from '../service/project/project.js';
import { Arrivals } from './arrivals.js';
import type { OpenBuffer } from './buffers.js';
import { type Candidate, FileReader, type ReadFile } from './fileReader.js';
import { Holdings, type Scan } from './holdings.js';
import { TimeSlice } from './slices.js';
import type { Surroundings } from './surroundings.js';
import { isBoundaryMark, isToolFolder, isWithin } from './territory.js';

/**
 * So many files are fetched before the first of them is read: while a file is read the threads that fetch fall asleep,
 * and waking one for each call costs more than the calls (measured: docs/capacity.md).
 */
const FETCHED_TOGETHER = 16;

/** A file that was read, for the index. */
export interface Taken {
  readonly candidate: Candidate;
  readonly result: ReadFile;
}

/** A file on its way into the index. */
interface Reading {
  readonly candidate: Candidate;
  result?: ReadFile;
  /** What happened meanwhile: it has to be read again, or it is not this project's any more. */
  fate?: 'again' | 'forgotten';
}

/** A file that is fetched, and what reads it. */
interface Begun {
  readonly reading: Reading;
  finish(): Promise<ReadFile>;
}

/** What the intake asks and tells the project. */
export interface IntakePort {
  /** The file as the index has it. */
  known(key: string): IndexedFile | undefined;
  /** The buffer is being typed in: its text is nobody else's business yet. */
  isTyped(key: string): boolean;
  /** Everything that was read in one go; the project takes it in at once. */
  take(read: readonly Taken[]): void;
  /** The file does not belong to the project any more. */
  drop(key: string): void;
  /** A folder was compared with the disk; the empty one is the whole project. */
  scanned(start: string, scan: Scan): void;
  wake(): void;
}

/** What has happened to the files of a project and is not read yet, and the reading of it. */
export class Intake {
  readonly holdings: Holdings;
  readonly reader: FileReader;
  readonly #root: string;
  readonly #discovers: boolean;
  readonly #around: Surroundings;
  readonly #port: IntakePort;
  readonly #arrivals: Arrivals;
  /** Folders to look through (empty: everything). */
  readonly #scans = new Set<string>();
  readonly #unread = new Map<string, Candidate>();
  /** Something happened to these on disk while they were typed in: looked at when it is quiet. */
  readonly #postponed = new Map<string, Candidate>();
  /** Files that are being read, or were and are not taken in yet. */
  readonly #readings = new Map<string, Reading>();
  /** Modules that are being read again. */
  #reloading = 0;
  #hasReadAll = false;
  #hasScanned = false;

  /** @param discovers its files are looked for on disk; otherwise it holds open documents only */
  constructor(root: string, discovers: boolean, around: Surroundings, port: IntakePort) {
    const { disk, uris, clock, delays, buffers, engine } = around;
    this.#root = root;
    this.#discovers = discovers;
    this.#around = around;
    this.#port = port;
    this.holdings = new Holdings(root, disk, uris, clock, delays);
    this.reader = new FileReader(root, disk, buffers, uris, engine.read);
    this.#arrivals = new Arrivals(clock, delays.disk, () => port.wake());
  }

  get hasWork(): boolean {
    return this.#scans.size > 0 || this.#arrivals.isDue || this.#unread.size > 0;
  }

  /** Nothing is waiting, in a window or for an answer. */
  get isIdle(): boolean {
    return !this.hasWork && this.#arrivals.isEmpty && this.#reloading === 0;
  }

  /** The next piece of work. */
  async step(): Promise<void> {
    if (this.#scans.size > 0) await this.#scan();
    else if (this.#arrivals.isDue) await this.#takeArrivals();
    else await this.#readAll();
  }

  /** Compares a folder with the disk; the empty one is the whole project. */
  scan(folder: string): void {
    this.#scans.add(folder);
    this.#port.wake();
  }

  /** Something happened to a path on disk; the empty path is the project's own folder. */
  arrived(relative: string): void {
    if (!this.#discovers) {
      // Only whether an open document is on disk can be news; there are few of them.
      if (this.#hasWithin(relative)) this.#arrivals.addEverything();
      return;
    }
    // A folder that could not be listed may be one that was not there.
    const isUnlisted = this.#hasScanned && !this.holdings.territory.looksInto('');
    if (relative === '' || isUnlisted) this.#arrivals.addEverything();
    else this.#arrivals.add(relative);
  }

  #hasWithin(folder: string): boolean {
    const onTheirWay = [...this.#unread.values()].concat(
      [...this.#readings.values()].map(({ candidate }) => candidate),
    );
    return (
      this.holdings.within(folder).length > 0 ||
      onTheirWay.some(({ relative }) => isWithin(folder, relative))
    );
  }

  readLater(candidate: Candidate): void {
    this.#unread.set(candidate.key, candidate);
    this.#port.wake();
  }

  /** What a waiting document is to the project. */
  waiting(key: string): Candidate | undefined {
    return this.#unread.get(key);
  }

  /** A document that belongs to the project was opened. */
  opened(relative: string, buffer: OpenBuffer): void {
    const candidate = this.candidateOf(relative, buffer);
    if (candidate === undefined) return;
    this.readLater(candidate);
  }

  /** The buffer of a file was opened, edited or closed: what is being read of it is out of date. */
  happened(key: string): void {
    const reading = this.#readings.get(key);
    if (reading !== undefined) reading.fate ??= 'again';
  }

  /** The typing has stopped: what had to wait for that is read. */
  quiet(): void {
    const postponed = [...this.#postponed.values()];
    this.#postponed.clear();
    for (const candidate of postponed) this.readLater(candidate);
  }

  /** A buffer that is not open any more, with what is on disk in its place. */
  closed(key: string): Taken | undefined {
    this.#postponed.delete(key);
    this.reader.invalidate(key);
    const held = this.holdings.get(key);
    if (held === undefined) this.#unread.delete(key);
    const reading = this.#readings.get(key);
    const candidate = held ?? reading?.candidate;
    if (candidate === undefined) return undefined;
    const { territory } = this.holdings;
    const isKnown = territory.unknownFolder(candidate.relative) === undefined;
    if (!isKnown) this.arrived(candidate.relative);
    // What lies in a folder that was never looked into may lie behind a link.
    const isRead = this.#discovers && isKnown;
    if (reading !== undefined && !isRead) reading.fate = 'forgotten';
    if (held === undefined) return undefined;
    return { candidate, result: isRead ? this.reader.readNow(candidate) : { file: undefined } };
  }

  forget(key: string): void {
    const candidate = this.holdings.get(key);
    if (candidate !== undefined) this.moduleChanged(candidate.relative);
    this.reader.forget(key);
    this.holdings.release(key);
    this.#postponed.delete(key);
    this.#unread.delete(key);
    const reading = this.#readings.get(key);
    if (reading !== undefined) reading.fate = 'forgotten';
  }

  /** A module that constants are taken from has changed: whoever takes them is read again. */
  moduleChanged(relative: string): void {
    const module = this.reader.modules.moduleAt(relative);
    if (module !== undefined) this.#reload(module);
  }

  #reload(module: string): void {
    this.#reloading++;
    void this.reader.reloadModule(module).then(askers => {
      this.#reloading--;
      for (const key of askers) {
        const candidate = this.holdings.get(key);
        if (candidate !== undefined) this.#unread.set(key, candidate);
      }
      this.#port.wake();
    });
  }

  /** What a document is to the project; undefined where it is none of its files. */
  candidateOf(relative: string, { key, languageId }: OpenBuffer): Candidate | undefined {
    if (key.startsWith('untitled:')) {
      return languageId === 'python' ? { key, relative, role: { kind: 'python' } } : undefined;
    }
    const candidate = this.holdings.candidate(relative);
    if (candidate === undefined || this.#around.uris.path(key) !== undefined) return candidate;
    return { key, relative, role: candidate.role };
  }

  /** Everything that waits is given up: a defect must not come again and again. */
  abandon(): void {
    this.#scans.clear();
    this.#unread.clear();
  }

  stop(): void {
    this.#arrivals.stop();
    this.abandon();
  }

  async #scan(): Promise<void> {
    const folders = this.#scans.has('') ? [''] : [...this.#scans];
    this.#scans.clear();
    this.#reconsiderDocuments();
    for (const start of folders) {
      if (!this.#discovers) {
        this.#port.scanned(start, NOTHING_TO_SCAN);
        continue;
      }
      if (start === '') {
        await this.#readProjectFile();
        for (const module of this.reader.modules.asked()) this.#reload(module);
      }
      const scan = await this.holdings.scan(start);
      this.#hasScanned = true;
      for (const candidate of scan.changed) this.#unread.set(candidate.key, candidate);
      for (const { key, relative } of scan.gone) {
        const isOpen = this.#around.buffers.has(key);
        const candidate = isOpen ? this.holdings.candidate(relative) : undefined;
        // An open buffer outlives its file, but not its place in the project.
        if (candidate === undefined) this.#port.drop(key);
        else this.#unread.set(key, candidate);
      }
      this.#port.scanned(start, scan);
    }
  }

  /** Documents that are not looked for on disk: what excludes and layout say about them now. */
  #reconsiderDocuments(): void {
    for (const key of [...this.holdings.keys()]) {
      const held = this.holdings.get(key)!;
      const buffer = this.#around.buffers.get(key);
      if (buffer === undefined || (this.#discovers && held.path !== undefined)) continue;
      const candidate = this.candidateOf(held.relative, buffer);
      if (candidate === undefined) this.#port.drop(key);
      else this.#unread.set(key, candidate);
    }
  }

  /** Excludes and roles are known before anything else is looked at. */
  async #readProjectFile(): Promise<void> {
    const candidate = this.holdings.candidate(PROJECT_FILE_NAME);
    if (candidate === undefined) return;
    const reading: Reading = { candidate };
    this.#readings.set(candidate.key, reading);
    reading.result = await this.#readSafely(candidate);
    this.#takeReadings();
    // If that asked for a scan, it is the one that is about to be made.
    this.#scans.delete('');
  }

  async #takeArrivals(): Promise<void> {
    const burst = this.#arrivals.take();
    if (burst === 'everything') this.#scans.add('');
    else for (const relative of burst) await this.#sort(relative);
  }

  /** What an event means: a file to be read, a folder to be looked through, or nothing. */
  async #sort(relative: string): Promise<void> {
    const { territory } = this.holdings;
    this.moduleChanged(relative);
    const name = relative.slice(relative.lastIndexOf('/') + 1);
    const folder = relative.slice(0, Math.max(0, relative.length - name.length - 1));
    if (isBoundaryMark(name) && folder !== '') {
      if (territory.admits(folder)) this.#scans.add(folder);
      return;
    }
    if (!territory.admits(relative)) return;
    const candidate = this.holdings.candidate(relative);
    if (candidate !== undefined) {
      const unknown = territory.unknownFolder(relative);
      if (unknown === undefined) this.#unread.set(candidate.key, candidate);
      else this.#scans.add(unknown);
      // A folder may have had the name of a file.
      if (territory.knows(relative)) this.#scans.add(relative);
      return;
    }
    if (isToolFolder(name)) return;
    const isFolder =
      territory.knows(relative) ||
      (await this.#around.disk.entry(`${this.#root}/${relative}`))?.kind === 'directory';
    const unknown = territory.unknownFolder(relative);
    if (isFolder) this.#scans.add(unknown ?? relative);
    // Whatever the file is, that there is such a folder is news.
    else if (unknown !== undefined && this.holdings.mayHold(unknown)) this.#scans.add(unknown);
  }

  async #readAll(): Promise<void> {
    const batch = [...this.#unread.values()].flatMap(candidate => this.#stillIs(candidate) ?? []);
    this.#unread.clear();
    const { clock, delays } = this.#around;
    const slice = new TimeSlice(clock, delays.slice);
    for (let first = 0; first < batch.length; first += FETCHED_TOGETHER) {
      const together = batch.slice(first, first + FETCHED_TOGETHER);
      const fetched = await Promise.all(together.flatMap(candidate => this.#begin(candidate)));
      for (const { reading, finish } of fetched) {
        reading.result = await finish();
        // The first time nobody looks yet, so that nothing has to appear at once.
        if (!this.#hasReadAll && slice.isOver) this.#takeReadings();
        await slice.pause();
      }
    }
    this.#hasReadAll = true;
    this.#takeReadings();
  }

  /** Fetches a file, unless it is being typed in; reading it is for later. */
  #begin(candidate: Candidate): Promise<Begun>[] {
    const { key } = candidate;
    if (this.#port.isTyped(key) && this.holdings.get(key) !== undefined) {
      this.#postponed.set(key, candidate);
      return [];
    }
    const reading: Reading = { candidate };
    this.#readings.set(key, reading);
    this.moduleChanged(candidate.relative);
    return [this.#fetch(candidate).then(finish => ({ reading, finish }))];
  }

  /** Takes in what is read and still holds. */
  #takeReadings(): void {
    const taken: Taken[] = [];
    for (const [key, { candidate, result, fate }] of this.#readings) {
      if (result === undefined) continue;
      this.#readings.delete(key);
      if (result.isFolder === true) this.#scans.add(candidate.relative);
      if (fate === 'again') this.#unread.set(key, candidate);
      if (fate === undefined && !this.#unread.has(key)) taken.push({ candidate, result });
    }
    this.#port.take(taken);
  }

  /** What a waiting file is to the project by now: settings and boundaries may have changed since. */
  #stillIs(candidate: Candidate): Candidate | undefined {
    if (candidate.external === true || candidate.key.startsWith('untitled:')) return candidate;
    const now = this.holdings.candidate(candidate.relative);
    if (now === undefined) this.#port.drop(candidate.key);
    return now && { ...candidate, role: now.role };
  }

  async #readSafely(candidate: Candidate): Promise<ReadFile> {
    return (await this.#fetch(candidate))();
  }

  /** Fetches a file; the result reads it. Neither fails. */
  async #fetch(candidate: Candidate): Promise<() => Promise<ReadFile>> {
    const failed = (error: unknown): ReadFile => {
      this.#around.defect(`reading ${candidate.relative}`, error);
      return { file: undefined, gap: `${candidate.relative} could not be understood` };
    };
    try {
      const fetched = await this.reader.fetch(candidate);
      return () =>
        this.reader.read(candidate, fetched, this.#port.known(candidate.key)).catch(failed);
    } catch (error) {
      const result = failed(error);
      return async () => result;
    }
  }
}

const NOTHING_TO_SCAN: Scan = {
  changed: [],
  gone: [],
  discovery: { files: [], folders: [], boundaries: new Map(), unreadable: [], unreadableCount: 0 },
};
