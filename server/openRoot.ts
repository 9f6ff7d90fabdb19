import path, { type PlatformPath } from 'node:path';
import { settingsSchema } from '../shared/settings.js';
import { type CommandIo, UsageError } from './commands/command.js';
import type { OpenedRoot } from './commands/openedRoot.js';
import type { OpenRequest, OpenRoot } from './commands/run.js';
import { Buffers } from './host/buffers.js';
import { DEFAULT_DELAYS, SYSTEM_CLOCK } from './host/clock.js';
import { Disk } from './host/disk.js';
import { ENGINE } from './host/engine.js';
import type { Project } from './host/project.js';
import type { FindingsSink } from './host/publisher.js';
import { Session } from './host/session.js';
import type { Surroundings } from './host/surroundings.js';
import { type PathStyle, SYSTEM_PATHS, Uris } from './host/uris.js';
import type { IndexedFile } from './service/project/project.js';
import type { Finding } from './service/rules/finding.js';

/** A run of the command line publishes nothing: findings are kept until they are asked for. */
class KeptFindings implements FindingsSink {
  readonly #kept = new Map<string, { file: IndexedFile; findings: readonly Finding[] }>();

  publish(file: IndexedFile, findings: readonly Finding[]): void {
    this.#kept.set(file.uri, { file, findings });
  }

  clear(key: string): void {
    this.#kept.delete(key);
  }

  of(project: Project): { file: IndexedFile; findings: readonly Finding[] }[] {
    return [...project.index.files()]
      .flatMap(file => this.#kept.get(file.uri) ?? [])
      .filter(({ findings }) => findings.length > 0);
  }
}

/** Where the command line runs: on this machine, or on one that a test makes up. */
export interface Machine {
  readonly disk: Disk;
  readonly style: PathStyle;
  /** How its users write paths. */
  readonly path: PlatformPath;
}

/** {@link openRootOn} this machine. */
export const openRoot: OpenRoot = (request, io) =>
  openRootOn({ disk: new Disk(), style: SYSTEM_PATHS, path }, request, io);

/**
 * Reads everything below a folder to the end, for one answer.
 * @throws UsageError where the folder is none, or is not read (a whole disk, a home folder)
 */
export async function openRootOn(
  machine: Machine,
  request: OpenRequest,
  io: CommandIo,
): Promise<OpenedRoot> {
  const began = performance.now();
  const { disk } = machine;
  const uris = new Uris(machine.style);
  const root = uris.normalisePath(request.root);
  if ((await disk.entry(await disk.realPath(root)))?.kind !== 'directory') {
    throw new UsageError(`--root ${request.root}: no such folder`);
  }
  const kept = new KeptFindings();
  const settings = settingsSchema.parse({});
  const session = new Session(
    {
      disk,
      clock: SYSTEM_CLOCK,
      delays: { ...DEFAULT_DELAYS, quiet: 0, syntax: 0 },
      uris,
      buffers: new Buffers(),
      sink: kept,
      engine: ENGINE,
      settings: () => settings,
      given: givenConfig(request, { ...machine, uris, root }, io),
      defect: (doing, error) => {
        const reason = error instanceof Error ? error.stack : String(error);
        io.err(`cursus-registry: internal error while ${doing}, please report it: ${reason}\n`);
      },
    },
    { settled: () => {}, statusChanged: () => {} },
  );
  await session.setFolders([uris.keyOfPath(root)]);
  if (request.buffer !== undefined) {
    const file = uris.normalisePath(machine.path.resolve(io.cwd, request.buffer.path));
    session.open(uris.keyOfPath(file), 'python', 0, request.buffer.text);
  }
  const endProgress = showProgress(session, io);
  await session.idle();
  endProgress();
  const { messages } = session.status();
  if (messages.length > 0) throw new UsageError(messages.join(' '));
  return {
    root: request.root,
    projects: session.projects().map(project => ({
      path: uris.relative(root, project.root) ?? path.posix.basename(project.root),
      view: project.view(),
      fileCount: project.status().files,
      findings: () => kept.of(project),
    })),
    exists: path => disk.existsNow(uris.normalisePath(path)),
    within: path => {
      const relative = uris.relative(root, uris.normalisePath(path));
      if (relative === undefined) return undefined;
      return file => relative === '' || uris.relative(relative, file) !== undefined;
    },
    milliseconds: performance.now() - began,
  };
}

/** `--core` and `--workspaces-root` as the project file would say them. */
function givenConfig(
  { root: givenRoot, core, workspacesRoots }: OpenRequest,
  machine: Machine & { readonly uris: Uris; readonly root: string },
  io: CommandIo,
): NonNullable<Surroundings['given']> {
  const { disk, uris, root } = machine;
  const relativePath = (option: string, written: string): string => {
    const absolute = uris.normalisePath(machine.path.resolve(io.cwd, written));
    if (!disk.existsNow(absolute)) {
      throw new UsageError(`--${option} ${written}: no such file or folder`);
    }
    const inRoot = uris.relative(root, absolute);
    if (inRoot === undefined) {
      throw new UsageError(
        `--${option} ${written} lies outside ${givenRoot}: nothing outside the root is read`,
      );
    }
    return inRoot;
  };
  return {
    ...(core === undefined ? {} : { core: relativePath('core', core) }),
    ...(workspacesRoots.length === 0
      ? {}
      : { workspaces: workspacesRoots.map(path => relativePath('workspaces-root', path)) }),
  };
}

const PROGRESS_AFTER_MS = 1000;
const PROGRESS_EVERY_MS = 100;
const BAR_WIDTH = 24;

/** A bar that appears when reading takes long: how many files, and that it goes on. The result ends it. */
function showProgress(session: Session, io: CommandIo): () => void {
  if (io.progress === undefined) return () => {};
  let step = 0;
  const draw = (): void => {
    const files = session.projects().reduce((sum, project) => sum + project.status().files, 0);
    const at = step++ % BAR_WIDTH;
    const bar = Array.from({ length: BAR_WIDTH }, (_, i) => (i === at ? '█' : '░')).join('');
    io.progress?.(`${bar} reading ${files} files`);
  };
  let timer = setTimeout(() => {
    timer = setInterval(draw, PROGRESS_EVERY_MS);
  }, PROGRESS_AFTER_MS);
  return () => {
    clearTimeout(timer);
    clearInterval(timer);
    if (step > 0) io.progress?.();
  };
}
