import type { Dirent } from 'node:fs';
import type { Layout } from '../service/project/layout.js';
import type { FileRole } from '../service/project/roles.js';
import { type DiskCalls, kindOf } from './disk.js';
import { type Boundary, boundaryOf, isRegistryRole, isToolFolder, mayMatter } from './territory.js';

const FOLDERS_IN_FLIGHT = 16;
/** Folders are a fraction of the files where people write code; more are somebody's data. */
const FOLDERS_PER_FILE = 4;
const MAX_REPORTED = 20;

export interface DiscoveryOptions {
  /** Absolute, `/` separated. */
  readonly root: string;
  readonly layout: Layout;
  /** Paths relative to the root that are not read. */
  readonly isExcluded: (path: string) => boolean;
  readonly maxFiles: number;
  /** Look below this folder only (relative); absent: the whole project. */
  readonly start?: string;
}

export interface DiscoveredFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the root, `/` separated. */
  readonly relative: string;
  readonly role: FileRole;
}

export interface Discovery {
  readonly files: readonly DiscoveredFile[];
  /** Folders that were looked into, relative; the root is the empty string. */
  readonly folders: readonly string[];
  /** Folders that are not part of the project, relative, and why. */
  readonly boundaries: ReadonlyMap<string, Boundary>;
  /** Folders that could not be read, relative, with the reason; the first few, and how many there are. */
  readonly unreadable: readonly string[];
  readonly unreadableCount: number;
  /** Said out loud where not everything was looked at. */
  readonly capped?: string;
}

/**
 * Finds the files of one project: no links, no environments, no nested projects, no build output. What belongs to it is
 * told folder by folder, so all that is left of the walk is a row of folders that wait: a library for it (measured:
 * 75 KB at every start) would have nothing else to do.
 */
export function discover(
  options: DiscoveryOptions,
  calls: Pick<DiskCalls, 'readdir'>,
): Promise<Discovery> {
  return new Promise(resolve => {
    const walk = new Walk(options, calls, () => resolve(walk.result()));
    walk.begin();
  });
}

class Walk {
  readonly #options: DiscoveryOptions;
  readonly #calls: Pick<DiskCalls, 'readdir'>;
  readonly #done: () => void;
  /** The root with a slash behind it. */
  readonly #base: string;
  readonly #files: DiscoveredFile[] = [];
  readonly #folders: string[] = [];
  readonly #boundaries = new Map<string, Boundary>();
  readonly #unreadable: string[] = [];
  /** Folders in the order in which they were met, so that a cap leaves out the deep ones. */
  readonly #waiting: string[] = [];
  #listed = 0;
  #inFlight = 0;
  #unreadableCount = 0;
  #capped: string | undefined;

  constructor(options: DiscoveryOptions, calls: Pick<DiskCalls, 'readdir'>, done: () => void) {
    this.#options = options;
    this.#calls = calls;
    this.#done = done;
    this.#base = options.root.endsWith('/') ? options.root : `${options.root}/`;
  }

  result(): Discovery {
    return {
      files: this.#files,
      folders: this.#folders,
      boundaries: this.#boundaries,
      unreadable: this.#unreadable,
      unreadableCount: this.#unreadableCount,
      ...(this.#capped === undefined ? {} : { capped: this.#capped }),
    };
  }

  begin(): void {
    this.#waiting.push(this.#options.start ?? '');
    this.#goOn();
  }

  #goOn(): void {
    while (this.#inFlight < FOLDERS_IN_FLIGHT && this.#hasMore()) {
      this.#list(this.#waiting[this.#listed++]!);
    }
    if (this.#inFlight === 0) this.#done();
  }

  #hasMore(): boolean {
    const most = this.#options.maxFiles * FOLDERS_PER_FILE;
    if (this.#listed === most && this.#waiting.length > most) {
      this.#capped ??= `more than ${most} folders; the rest is not looked at (setting cursus.maxFiles)`;
    }
    return this.#capped === undefined && this.#listed < this.#waiting.length;
  }

  #list(folder: string): void {
    const { root } = this.#options;
    this.#inFlight++;
    this.#calls.readdir(
      folder === '' ? root : this.#base + folder,
      { withFileTypes: true },
      (error, entries) => {
        this.#inFlight--;
        if (error) this.#note(folder, error);
        else this.#look(folder, entries);
        this.#goOn();
      },
    );
  }

  /** Takes the files of a folder, and lets its folders wait. */
  #look(folder: string, entries: readonly Dirent[]): void {
    if (folder !== '') {
      const boundary = boundaryOf(
        folder.slice(folder.lastIndexOf('/') + 1),
        entries.map(entry => entry.name),
      );
      if (boundary !== undefined) {
        this.#boundaries.set(folder, boundary);
        return;
      }
    }
    this.#folders.push(folder);
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const entry of entries) {
      const path = prefix + entry.name;
      const kind = kindOf(entry);
      if (kind === 'directory') {
        if (isToolFolder(entry.name) || this.#options.isExcluded(path)) continue;
        // Whoever made a folder of such a name expects it to be read as a file: reading it will say so.
        const isTaken = mayMatter(entry.name) && this.#take(path, isRegistryRole);
        if (!isTaken) this.#waiting.push(path);
      } else if (kind !== 'link' && mayMatter(entry.name) && !this.#options.isExcluded(path)) {
        this.#take(path);
      }
    }
  }

  #take(relative: string, accepts: (role: FileRole) => boolean = () => true): boolean {
    const { layout, maxFiles } = this.#options;
    const role = layout(relative);
    if (role === undefined || !accepts(role)) return false;
    if (this.#files.length === maxFiles) {
      this.#capped ??= `more than ${maxFiles} files; the rest is not read (setting cursus.maxFiles)`;
    } else this.#files.push({ path: this.#base + relative, relative, role });
    return true;
  }

  #note(folder: string, error: NodeJS.ErrnoException): void {
    // A folder that vanished meanwhile is no gap in what is known.
    if (error.code === 'ENOENT' && folder !== '') return;
    this.#unreadableCount++;
    if (this.#unreadable.length < MAX_REPORTED) {
      this.#unreadable.push(
        `${folder === '' ? 'the folder itself' : folder} (${error.code ?? 'error'})`,
      );
    }
  }
}
