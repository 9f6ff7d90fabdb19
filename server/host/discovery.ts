import type { Dirent } from 'node:fs';
import fastGlob from 'fast-glob';
import type { Layout } from '../service/project/layout.js';
import type { FileRole } from '../service/project/roles.js';
import { type DiskCalls, kindOf } from './disk.js';
import { type Boundary, boundaryOf, isRegistryRole, isToolFolder, mayMatter } from './territory.js';
import type { PathStyle } from './uris.js';

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
 * Finds the files of one project. fast-glob walks the folders, and what it sees of the disk is what this adapter shows
 * it: no links, no environments, no nested projects, no build output. The files of a folder are taken where the folder
 * is listed: sent through fast-glob's streams, each would cost more than all the rest (measured: twice the time).
 */
export async function discover(
  options: DiscoveryOptions,
  calls: Pick<DiskCalls, 'readdir'>,
  style: PathStyle,
): Promise<Discovery> {
  const walk = new Walk(options, calls, style);
  const folders = fastGlob.stream('**', {
    cwd: options.start === undefined ? options.root : `${options.root}/${options.start}`,
    fs: { readdir: walk.readdir as never },
    dot: true,
    unique: false,
    followSymbolicLinks: false,
    suppressErrors: true,
    concurrency: FOLDERS_IN_FLIGHT,
  });
  await new Promise<void>((resolve, reject) => {
    folders.once('error', reject);
    folders.once('end', resolve);
    folders.resume();
  });
  return walk.result();
}

type ReadDone = (error: NodeJS.ErrnoException | null, entries: readonly Dirent[]) => void;

class Walk {
  readonly #options: DiscoveryOptions;
  readonly #calls: Pick<DiskCalls, 'readdir'>;
  readonly #style: PathStyle;
  /** The root with a slash behind it. */
  readonly #base: string;
  readonly #files: DiscoveredFile[] = [];
  readonly #folders: string[] = [];
  readonly #boundaries = new Map<string, Boundary>();
  readonly #unreadable: string[] = [];
  #unreadableCount = 0;
  #listed = 0;
  #capped: string | undefined;

  constructor(options: DiscoveryOptions, calls: Pick<DiskCalls, 'readdir'>, style: PathStyle) {
    this.#options = options;
    this.#calls = calls;
    this.#style = style;
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

  /** Stands in for `fs.readdir(path, { withFileTypes: true }, done)`. */
  readonly readdir = (folder: string, _options: unknown, done: ReadDone): void => {
    const most = this.#options.maxFiles * FOLDERS_PER_FILE;
    if (this.#capped === undefined && ++this.#listed > most) {
      this.#capped = `more than ${most} folders; the rest is not looked at (setting cursus.maxFiles)`;
    }
    if (this.#capped !== undefined) {
      // Answered at once, thousands of waiting folders would call each other until the stack is full.
      setImmediate(done, null, []);
      return;
    }
    this.#calls.readdir(folder, { withFileTypes: true }, (error, entries) => {
      const relative = this.#relative(folder);
      if (error) this.#note(relative, error);
      done(null, error ? [] : this.#look(relative, entries));
    });
  };

  /** Takes the files of a folder; the result is the folders to go into. */
  #look(folder: string, entries: readonly Dirent[]): readonly Dirent[] {
    if (folder !== '') {
      const boundary = boundaryOf(
        folder.slice(folder.lastIndexOf('/') + 1),
        entries.map(entry => entry.name),
      );
      if (boundary !== undefined) {
        this.#boundaries.set(folder, boundary);
        return [];
      }
    }
    this.#folders.push(folder);
    const prefix = folder === '' ? '' : `${folder}/`;
    return entries.filter(entry => {
      const { name } = entry;
      const kind = kindOf(entry);
      if (kind === 'directory') {
        if (isToolFolder(name) || this.#options.isExcluded(prefix + name)) return false;
        // Whoever made a folder of such a name expects it to be read as a file: reading it will say so.
        return !(mayMatter(name) && this.#take(prefix + name, isRegistryRole));
      }
      if (kind !== 'link' && mayMatter(name) && !this.#options.isExcluded(prefix + name)) {
        this.#take(prefix + name);
      }
      return false;
    });
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

  #relative(folder: string): string {
    const path = this.#style.flavour === 'win32' ? folder.replaceAll('\\', '/') : folder;
    return path.slice(this.#base.length);
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
