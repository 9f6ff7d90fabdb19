import nodeFs, { type Dirent, type Stats } from 'node:fs';
import { type Clock, SYSTEM_CLOCK } from './clock.js';

/** What tells a changed file from an unchanged one without reading it. */
export interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

export interface ReadFailure {
  readonly reason: 'missing' | 'directory' | 'special' | 'link' | 'permission' | 'too-large' | 'io';
  /** For people; does not name the path. */
  readonly message: string;
}

export type ReadResult =
  | { readonly ok: true; readonly bytes: Buffer; readonly stamp: Stamp }
  | { readonly ok: false; readonly failure: ReadFailure };

export type EntryKind = 'file' | 'directory' | 'link' | 'special';

/** The calls of node:fs that are used; tests put faulty ones in place. */
export type DiskCalls = Pick<
  typeof nodeFs,
  | 'open'
  | 'fstat'
  | 'read'
  | 'close'
  | 'lstat'
  | 'lstatSync'
  | 'readdir'
  | 'realpath'
  | 'openSync'
  | 'fstatSync'
  | 'readSync'
  | 'closeSync'
>;

/** Nothing larger is read: 5 MB. */
export const MAX_BYTES = 5 * 1024 * 1024;
const IN_FLIGHT = 16;
const CROWDED_RETRY_MS = 20;
const CROWDED_ATTEMPTS = 100;

/**
 * Never waits for the writer of a pipe, never follows a link in the last place (Windows has neither flag; what is no
 * regular file is told by `fstat`).
 */
const OPEN_FLAGS =
  nodeFs.constants.O_RDONLY |
  (nodeFs.constants.O_NONBLOCK ?? 0) |
  (nodeFs.constants.O_NOFOLLOW ?? 0);

type Done = (result: ReadResult) => void;

/** All reading from disk. Failures are values; at most 16 files are open at a time. */
export class Disk {
  readonly calls: DiskCalls;
  readonly #clock: Clock;
  readonly #waiting: { path: string; attempts: number; done: Done }[] = [];
  #first = 0;
  #active = 0;
  #limit = IN_FLIGHT;

  constructor(calls: DiskCalls = nodeFs, clock: Clock = SYSTEM_CLOCK) {
    this.calls = calls;
    this.#clock = clock;
  }

  read(path: string): Promise<ReadResult> {
    return new Promise(resolve => {
      this.#waiting.push({ path, attempts: 0, done: resolve });
      this.#next();
    });
  }

  /** The same at once, for the one file whose buffer has just been closed. */
  readNow(path: string): ReadResult {
    let descriptor: number;
    try {
      descriptor = this.calls.openSync(path, OPEN_FLAGS);
    } catch (error) {
      return failed(error);
    }
    try {
      const stats = this.calls.fstatSync(descriptor);
      const unfit = unfitness(stats);
      if (unfit !== undefined) return { ok: false, failure: unfit };
      const bytes = Buffer.allocUnsafe(stats.size);
      let filled = 0;
      while (filled < bytes.length) {
        const count = this.calls.readSync(descriptor, bytes, filled, bytes.length - filled, null);
        if (count === 0) break;
        filled += count;
      }
      return { ok: true, bytes: bytes.subarray(0, filled), stamp: stampOf(stats) };
    } catch (error) {
      return failed(error);
    } finally {
      this.calls.closeSync(descriptor);
    }
  }

  /** What is there, without following links; undefined where nothing is (or nothing may be seen). */
  entry(path: string): Promise<{ kind: EntryKind; stamp: Stamp } | undefined> {
    return new Promise(resolve => {
      this.calls.lstat(path, (error, stats) => {
        if (error) resolve(undefined);
        else resolve({ kind: kindOf(stats), stamp: stampOf(stats) });
      });
    });
  }

  /** Whether anything is there, at once: for the few marks above a document. */
  existsNow(path: string): boolean {
    try {
      this.calls.lstatSync(path);
      return true;
    } catch {
      return false;
    }
  }

  /** The path with all links followed; the path itself where that fails. */
  realPath(path: string): Promise<string> {
    return new Promise(resolve => {
      this.calls.realpath(path, (error, real) => resolve(error ? path : real));
    });
  }

  /** The entries of a folder; undefined where it cannot be read. */
  list(path: string): Promise<readonly Dirent[] | undefined> {
    return new Promise(resolve => {
      this.calls.readdir(path, { withFileTypes: true }, (error, entries) =>
        resolve(error ? undefined : entries),
      );
    });
  }

  #next(): void {
    while (this.#active < this.#limit && this.#first < this.#waiting.length) {
      const job = this.#waiting[this.#first++]!;
      if (this.#first === this.#waiting.length) {
        this.#waiting.length = 0;
        this.#first = 0;
      }
      this.#active++;
      this.#start(job.path, (result, crowded) => {
        this.#active--;
        if (crowded && job.attempts < CROWDED_ATTEMPTS) {
          this.#limit = Math.max(1, this.#active);
          this.#waiting.push({ ...job, attempts: job.attempts + 1 });
          if (this.#active === 0) this.#clock.after(CROWDED_RETRY_MS, () => this.#next());
          return;
        }
        if (!crowded && this.#limit < IN_FLIGHT) this.#limit++;
        job.done(result);
        this.#next();
      });
    }
  }

  #start(path: string, done: (result: ReadResult, crowded: boolean) => void): void {
    const { open, fstat, read, close } = this.calls;
    open(path, OPEN_FLAGS, (openError, descriptor) => {
      if (openError) {
        done(failed(openError), isCrowded(openError));
        return;
      }
      const finish = (result: ReadResult): void => {
        close(descriptor, () => done(result, false));
      };
      fstat(descriptor, (statError, stats) => {
        if (statError) return finish(failed(statError));
        const unfit = unfitness(stats);
        if (unfit !== undefined) return finish({ ok: false, failure: unfit });
        const bytes = Buffer.allocUnsafe(stats.size);
        const readFrom = (filled: number): void => {
          if (filled === bytes.length) {
            finish({ ok: true, bytes, stamp: stampOf(stats) });
            return;
          }
          read(descriptor, bytes, filled, bytes.length - filled, null, (readError, count) => {
            if (readError) finish(failed(readError));
            else if (count === 0) {
              finish({ ok: true, bytes: bytes.subarray(0, filled), stamp: stampOf(stats) });
            } else readFrom(filled + count);
          });
        };
        readFrom(0);
      });
    });
  }
}

function stampOf(stats: Stats): Stamp {
  return { size: stats.size, mtimeMs: stats.mtimeMs, ino: stats.ino };
}

export function sameStamp(a: Stamp | undefined, b: Stamp | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.size === b.size &&
    a.mtimeMs === b.mtimeMs &&
    a.ino === b.ino
  );
}

export function kindOf(entry: Stats | Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

function unfitness(stats: Stats): ReadFailure | undefined {
  switch (kindOf(stats)) {
    case 'directory':
      return { reason: 'directory', message: 'is a directory' };
    case 'file':
      break;
    default:
      return { reason: 'special', message: 'is no regular file (a pipe, socket or device)' };
  }
  if (stats.size <= MAX_BYTES) return undefined;
  const megabytes = (stats.size / 1024 / 1024).toFixed(1);
  return {
    reason: 'too-large',
    message: `is too large to be read: ${megabytes} MB, the limit is ${MAX_BYTES / 1024 / 1024} MB`,
  };
}

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : 'unknown error';
}

function isCrowded(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'EMFILE' || code === 'ENFILE';
}

function failed(error: unknown): ReadResult {
  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { ok: false, failure: { reason: 'missing', message: 'does not exist' } };
    case 'EISDIR':
      return { ok: false, failure: { reason: 'directory', message: 'is a directory' } };
    case 'ELOOP':
      return { ok: false, failure: { reason: 'link', message: 'is a symbolic link' } };
    case 'ENXIO':
      return {
        ok: false,
        failure: { reason: 'special', message: 'is no regular file (a pipe, socket or device)' },
      };
    case 'EACCES':
    case 'EPERM':
      return {
        ok: false,
        failure: { reason: 'permission', message: `may not be read (${code})` },
      };
    default:
      return { ok: false, failure: { reason: 'io', message: `cannot be read (${code})` } };
  }
}
