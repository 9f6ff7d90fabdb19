import { createHash } from 'node:crypto';
import type { IndexedFile, ProjectConfig } from '../service/project/project.js';
import { readProjectFile } from '../service/project/projectFile.js';
import type { FileRole } from '../service/project/roles.js';
import { type FileFacts, NO_FACTS, type SourceProblem } from '../service/sources/facts.js';
import type { Reader, SourceInput } from '../service/sources/read.js';
import { LineIndex } from '../service/text/span.js';
import type { Buffers, OpenBuffer } from './buffers.js';
import { decode } from './decoding.js';
import type { Disk, ReadFailure, ReadResult, Stamp } from './disk.js';
import { LoadedModules, moduleFiles } from './moduleTexts.js';
import { isRegistryRole } from './territory.js';
import type { Uris } from './uris.js';

/** A file that is to be read. */
export interface Candidate {
  readonly key: string;
  /** Absolute; absent for a document that is on no disk (untitled, remote). */
  readonly path?: string;
  /** Relative to the project, `/` separated. */
  readonly relative: string;
  readonly role: FileRole;
  /** Lies outside the project (installed core). */
  readonly external?: boolean;
}

/** What there is to be read of a file: the open buffer, what came from disk, or nothing. */
export interface Fetched {
  readonly buffer?: OpenBuffer;
  /** Of an open buffer: there is a file, too. */
  readonly isOnDisk?: boolean;
  readonly bytes?: ReadResult;
}

export interface ReadFile {
  /** undefined: there is no such file. */
  readonly file: IndexedFile | undefined;
  readonly stamp?: Stamp;
  /** A folder has that name: there may be files in it. */
  readonly isFolder?: boolean;
  /** Why its content is not known: knowledge is incomplete. */
  readonly gap?: string;
  /** Of a project file. */
  readonly config?: ProjectConfig;
}

/** What a reading depends on: a text, and the modules where it takes constants from some. */
interface Origin {
  /** What came of it: the index may have been given something else since. */
  readonly file: IndexedFile | undefined;
  readonly hash: string;
  readonly revision: number | undefined;
}

interface Draft {
  readonly buffer: OpenBuffer;
  readonly version: number;
  readonly revision: number | undefined;
  readonly result: ReadFile;
}

/** Rounds of loading what a file and its modules import. */
const MAX_ROUNDS = 8;
const MAX_MODULES = 200;

/** Reads the files of one project, from the open buffer or from disk, with the modules that they take constants from. */
export class FileReader {
  readonly modules = new LoadedModules();
  readonly #root: string;
  readonly #disk: Disk;
  readonly #buffers: Buffers;
  readonly #uris: Uris;
  readonly #read: Reader;
  /** What the last reading from disk came from; known from the second one on. */
  readonly #origins = new Map<string, Origin>();
  #realRoot: Promise<string> | undefined;
  readonly #loading = new Map<string, Promise<readonly string[]>>();
  readonly #drafts = new Map<string, Draft>();

  constructor(root: string, disk: Disk, buffers: Buffers, uris: Uris, read: Reader) {
    this.#root = root;
    this.#disk = disk;
    this.#buffers = buffers;
    this.#uris = uris;
    this.#read = read;
  }

  /** Gets what counts now of a file: that it is open, else its bytes. */
  async fetch(candidate: Candidate): Promise<Fetched> {
    const { path } = candidate;
    const buffer = this.#buffers.get(candidate.key);
    if (buffer === undefined) {
      return path === undefined ? {} : { bytes: await this.#disk.read(path) };
    }
    const isOnDisk = path !== undefined && (await this.#disk.entry(path))?.kind === 'file';
    return { buffer, isOnDisk };
  }

  /**
   * Reads what was fetched.
   * @param known the file as the index has it; the same object comes back where the text has not changed
   */
  async read(candidate: Candidate, fetched: Fetched, known?: IndexedFile): Promise<ReadFile> {
    const { buffer, bytes, isOnDisk } = fetched;
    if (buffer !== undefined) {
      return this.#withModules(candidate, () => this.readBuffer(candidate, buffer, !isOnDisk));
    }
    if (bytes === undefined) return { file: undefined };
    return this.#withModules(candidate, () => this.#fromDisk(candidate, bytes, known));
  }

  /** What is on disk, at once: for a buffer that has just been closed. Modules that were never loaded stay unknown. */
  readNow(candidate: Candidate, known?: IndexedFile): ReadFile {
    if (candidate.path === undefined) return { file: undefined };
    return this.#fromDisk(candidate, this.#disk.readNow(candidate.path), known);
  }

  /** The facts of an open buffer; the text is read once per version. */
  readBuffer(candidate: Candidate, buffer: OpenBuffer, onlyInEditor: boolean): ReadFile {
    const { key } = candidate;
    const known = this.#drafts.get(key);
    if (
      known !== undefined &&
      known.buffer === buffer &&
      known.version === buffer.version &&
      isInRole(known.result.file, candidate) &&
      this.#isCurrent(known.revision) &&
      (known.result.file?.onlyInEditor ?? false) === onlyInEditor
    ) {
      return known.result;
    }
    const { version, text, memory } = buffer;
    const result = this.#understand(candidate, { text, memory }, onlyInEditor);
    this.#drafts.set(key, { buffer, version, revision: this.#revisionFor(result), result });
    this.#origins.delete(key);
    return result;
  }

  /**
   * Remembers which modules a file takes constants from.
   * @returns whether there are some that were never looked for: the file has to be read again, with time
   */
  noteModules(key: string, result: ReadFile): boolean {
    return this.modules.note(key, result.file?.facts.moduleRequests ?? []).length > 0;
  }

  /** The next reading is done whatever the text: something that it depends on has changed. */
  invalidate(key: string): void {
    this.#origins.delete(key);
    this.#drafts.delete(key);
  }

  forget(key: string): void {
    this.invalidate(key);
    this.modules.forget(key);
  }

  /**
   * Reads a module again that has changed, come or gone.
   * @returns keys of the files that have to be read again
   */
  async reloadModule(module: string): Promise<readonly string[]> {
    const askers = await this.#loadModule(module);
    for (const key of askers) this.invalidate(key);
    return askers;
  }

  /** One reading of a module after the other, so that the last one begun is the one that counts. */
  #loadModule(module: string): Promise<readonly string[]> {
    const before = this.#loading.get(module) ?? Promise.resolve([]);
    const loading = before.then(async () =>
      this.modules.set(module, await this.#moduleText(module)),
    );
    this.#loading.set(module, loading);
    return loading.finally(() => {
      if (this.#loading.get(module) === loading) this.#loading.delete(module);
    });
  }

  async #withModules(candidate: Candidate, read: () => ReadFile): Promise<ReadFile> {
    let result = read();
    let loaded = 0;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const missing = this.modules.note(candidate.key, result.file?.facts.moduleRequests ?? []);
      loaded += missing.length;
      if (missing.length === 0 || loaded > MAX_MODULES) break;
      for (const module of missing) await this.#loadModule(module);
      this.invalidate(candidate.key);
      result = read();
    }
    return result;
  }

  async #moduleText(module: string): Promise<string | undefined> {
    if (module.split('/').some(segment => segment === '..' || segment === '')) return undefined;
    for (const relative of moduleFiles(module)) {
      const path = `${this.#root}/${relative}`;
      const buffer = this.#buffers.get(this.#uris.keyOfPath(path));
      if (buffer !== undefined) return buffer.text;
      const result = await this.#disk.read(path);
      if (result.ok && (await this.#isInside(path, relative))) {
        return decode(result.bytes, true).text;
      }
    }
    return undefined;
  }

  /** No link on the way leads somewhere else. */
  async #isInside(path: string, relative: string): Promise<boolean> {
    this.#realRoot ??= this.#disk.realPath(this.#root);
    return (await this.#disk.realPath(path)) === `${await this.#realRoot}/${relative}`;
  }

  #fromDisk(candidate: Candidate, result: ReadResult, known: IndexedFile | undefined): ReadFile {
    const { key, relative } = candidate;
    if (!result.ok) {
      this.#origins.delete(key);
      return this.#unread(candidate, result.failure);
    }
    const { bytes, stamp } = result;
    // A project file is more than its facts; it is small, and read each time.
    const mayBeSame = known !== undefined && candidate.role.kind !== 'project-file';
    const hash = mayBeSame ? createHash('sha1').update(bytes).digest('base64') : undefined;
    const origin = this.#origins.get(key);
    const isSame = mayBeSame && origin?.file === known && origin.hash === hash;
    if (isSame && this.#isCurrent(origin.revision) && sameFile(known, candidate)) {
      return { file: known, stamp };
    }
    const { text, problem } = decode(bytes, relative.endsWith('.py'));
    const understood = this.#understand(candidate, { text }, false, problem);
    if (hash !== undefined) {
      const { file } = understood;
      this.#origins.set(key, { file, hash, revision: this.#revisionFor(understood) });
    }
    return { ...understood, stamp };
  }

  #revisionFor({ file }: ReadFile): number | undefined {
    return file?.facts.moduleRequests.length ? this.modules.revision : undefined;
  }

  #isCurrent(revision: number | undefined): boolean {
    return revision === undefined || revision === this.modules.revision;
  }

  #understand(
    candidate: Candidate,
    what: Pick<SourceInput, 'text' | 'memory'>,
    onlyInEditor: boolean,
    problem?: SourceProblem,
  ): ReadFile {
    const { role, relative } = candidate;
    const own = role.kind === 'project-file' ? readProjectFile(what.text) : undefined;
    const { modules } = this;
    const facts = own?.facts ?? this.#read({ path: relative, role, modules, ...what });
    const file = indexed(candidate, problem === undefined ? facts : withProblem(facts, problem));
    return {
      file: onlyInEditor ? { ...file, onlyInEditor } : file,
      ...(own === undefined ? {} : { config: own.config }),
    };
  }

  #unread(candidate: Candidate, failure: ReadFailure): ReadFile {
    // A link is no file of this project, and a folder is only where a registry is expected: so says discovery, too.
    const isNone =
      failure.reason === 'missing' ||
      failure.reason === 'link' ||
      (failure.reason === 'directory' && !isRegistryRole(candidate.role));
    if (isNone) return { file: undefined, isFolder: failure.reason === 'directory' };
    const kind = failure.reason === 'too-large' ? 'limit' : 'unreadable';
    const facts: FileFacts = {
      ...NO_FACTS,
      lines: new LineIndex(''),
      problems: [{ kind, message: failure.message, span: { start: 0, end: 0 } }],
    };
    return {
      file: indexed(candidate, facts),
      gap: `${candidate.relative} ${failure.message}`,
    };
  }
}

function indexed(candidate: Candidate, facts: FileFacts): IndexedFile {
  const { key: uri, relative: path, role, external } = candidate;
  return external === true ? { uri, path, role, facts, external } : { uri, path, role, facts };
}

function withProblem(facts: FileFacts, problem: SourceProblem): FileFacts {
  return { ...facts, problems: [problem, ...facts.problems] };
}

function sameFile(known: IndexedFile, candidate: Candidate): boolean {
  return (
    known.onlyInEditor !== true && known.path === candidate.relative && isInRole(known, candidate)
  );
}

function isInRole(known: IndexedFile | undefined, candidate: Candidate): boolean {
  return known === undefined || JSON.stringify(known.role) === JSON.stringify(candidate.role);
}
