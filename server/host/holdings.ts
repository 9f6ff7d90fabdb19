import type { Settings } from '../../shared/settings.js';
import { globMatcher } from '../service/project/glob.js';
import { createLayout, type Layout } from '../service/project/layout.js';
import type { ProjectConfig } from '../service/project/project.js';
import type { FileRole } from '../service/project/roles.js';
import type { Clock, Delays } from './clock.js';
import { type Discovery, discover } from './discovery.js';
import { type Disk, type Stamp, sameStamp } from './disk.js';
import type { Candidate } from './fileReader.js';
import { forEachLimited, TimeSlice } from './slices.js';
import { isWithin, Territory } from './territory.js';
import type { Uris } from './uris.js';

const STAMPS_IN_FLIGHT = 16;
/** A file system's clock may tick this slowly: a younger file can change without its stamp telling. */
const YOUNG_MS = 2000;

export interface HeldFile extends Candidate {
  readonly stamp?: Stamp;
  /** When it was read, by the wall clock that stamps are given in. */
  readonly readAt: number;
}

/** The difference between what is held and what is on disk. */
export interface Scan {
  readonly changed: readonly Candidate[];
  readonly gone: readonly HeldFile[];
  readonly discovery: Discovery;
}

/** Which files belong to one project, and what they looked like when they were read. */
export class Holdings {
  readonly territory = new Territory();
  readonly #root: string;
  readonly #disk: Disk;
  readonly #uris: Uris;
  readonly #clock: Clock;
  readonly #delays: Delays;
  readonly #files = new Map<string, HeldFile>();
  #layout: Layout = createLayout();
  #isExcluded: (path: string) => boolean = () => false;
  #signature = '';
  #maxFiles = Number.POSITIVE_INFINITY;

  constructor(root: string, disk: Disk, uris: Uris, clock: Clock, delays: Delays) {
    this.#root = root;
    this.#disk = disk;
    this.#uris = uris;
    this.#clock = clock;
    this.#delays = delays;
  }

  /** @returns whether other files, or the same ones in other roles, may belong to the project now */
  configure(config: ProjectConfig, settings: Settings): boolean {
    const { core, workspaces } = config;
    const exclude = [...config.exclude, ...settings.exclude];
    const { maxFiles } = settings;
    const signature = JSON.stringify([core, workspaces, exclude, maxFiles]);
    if (signature === this.#signature) return false;
    this.#signature = signature;
    const rootName = this.#root.slice(this.#root.lastIndexOf('/') + 1);
    this.#layout = createLayout({ core, workspaces, rootName });
    this.#isExcluded = globMatcher(exclude);
    this.#maxFiles = maxFiles;
    return true;
  }

  get(key: string): HeldFile | undefined {
    return this.#files.get(key);
  }

  get size(): number {
    return this.#files.size;
  }

  keys(): IterableIterator<string> {
    return this.#files.keys();
  }

  /** Files in a folder, at any depth. */
  within(folder: string): HeldFile[] {
    return [...this.#files.values()].filter(
      file => file.external !== true && isWithin(folder, file.relative),
    );
  }

  hold(candidate: Candidate, stamp: Stamp | undefined): void {
    const { key, path, relative, role, external } = candidate;
    this.#files.set(key, {
      key,
      relative,
      role,
      readAt: Date.now(),
      ...(path === undefined ? {} : { path }),
      ...(external === undefined ? {} : { external }),
      ...(stamp === undefined ? {} : { stamp }),
    });
  }

  release(key: string): void {
    this.#files.delete(key);
  }

  /** What a file of that path is to the registry, whether or not it belongs to the project. */
  roleOf(relative: string): FileRole | undefined {
    return this.#layout(relative);
  }

  /** Whether files in a folder may belong to the project. */
  mayHold(folder: string): boolean {
    return this.territory.admits(folder) && !this.#isExcluded(folder);
  }

  /** What a path would be to the project; undefined where it is none of its files. */
  candidate(relative: string): Candidate | undefined {
    const role = this.#layout(relative);
    if (role === undefined || this.#isExcluded(relative) || !this.territory.admits(relative)) {
      return undefined;
    }
    const path = `${this.#root === '/' ? '' : this.#root}/${relative}`;
    return { key: this.#uris.keyOfPath(path), path, relative, role };
  }

  /** Compares what is held below a folder (empty: everything) with what is on disk now. */
  async scan(start: string): Promise<Scan> {
    const discovery = await this.#discover(start);
    this.territory.learn(start, discovery.folders, discovery.boundaries);
    const changed: Candidate[] = [];
    const found = new Set<string>();
    const held: { candidate: Candidate; file: HeldFile }[] = [];
    for (const { path, relative, role } of discovery.files) {
      const candidate = { key: this.#uris.keyOfPath(path), path, relative, role };
      found.add(candidate.key);
      const file = this.#files.get(candidate.key);
      if (file === undefined) changed.push(candidate);
      else held.push({ candidate, file });
    }
    const slice = new TimeSlice(this.#clock, this.#delays.slice);
    await forEachLimited(held, STAMPS_IN_FLIGHT, async ({ candidate, file }) => {
      if (await this.#hasChanged(candidate, file)) changed.push(candidate);
      await slice.pause();
    });
    const gone = this.within(start).filter(file => file.path !== undefined && !found.has(file.key));
    return { changed, gone, discovery };
  }

  async #discover(start: string): Promise<Discovery> {
    const isPart = start === '' || this.mayHold(start);
    const isFolder =
      start === '' || (await this.#disk.entry(`${this.#root}/${start}`))?.kind === 'directory';
    if (!isPart || !isFolder) {
      return { files: [], folders: [], boundaries: new Map(), unreadable: [], unreadableCount: 0 };
    }
    const options = {
      root: this.#root,
      layout: this.#layout,
      isExcluded: this.#isExcluded,
      maxFiles: this.#maxFiles,
    };
    return discover(start === '' ? options : { ...options, start }, this.#disk.calls);
  }

  async #hasChanged(candidate: Candidate, file: HeldFile): Promise<boolean> {
    const { stamp, readAt, path } = file;
    if (JSON.stringify(candidate.role) !== JSON.stringify(file.role)) return true;
    if (stamp === undefined || path === undefined) return true;
    if (stamp.mtimeMs > readAt - YOUNG_MS) return true;
    return !sameStamp((await this.#disk.entry(path))?.stamp, stamp);
  }
}
