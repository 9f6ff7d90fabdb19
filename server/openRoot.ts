import { existsSync, statSync } from 'node:fs';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { settingsSchema } from '../shared/settings.js';
import { type CommandIo, UsageError } from './commands/command.js';
import type { OpenRequest, OpenRoot } from './commands/run.js';
import { Buffers } from './host/buffers.js';
import { DEFAULT_DELAYS, SYSTEM_CLOCK } from './host/clock.js';
import { Disk } from './host/disk.js';
import { ENGINE } from './host/engine.js';
import { Session } from './host/session.js';
import type { Surroundings } from './host/surroundings.js';
import { Uris } from './host/uris.js';

/** A run of the command line publishes nothing: findings are asked for when everything is read. */
const NO_SINK = { publish: () => {}, clear: () => {} };

/**
 * Reads everything below a folder to the end, for one answer.
 * @throws UsageError where the folder is none, or is not read (a whole disk, a home folder)
 */
export const openRoot: OpenRoot = async (request, io) => {
  const began = performance.now();
  if (!statSync(request.root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--root ${request.root}: no such folder`);
  }
  const uris = new Uris();
  const settings = settingsSchema.parse({});
  const session = new Session(
    {
      disk: new Disk(),
      clock: SYSTEM_CLOCK,
      delays: { ...DEFAULT_DELAYS, quiet: 0, syntax: 0 },
      uris,
      buffers: new Buffers(),
      sink: NO_SINK,
      engine: ENGINE,
      settings: () => settings,
      given: givenConfig(request, io),
      defect: (doing, error) => {
        const reason = error instanceof Error ? error.stack : String(error);
        io.err(`cursus-registry: internal error while ${doing}, please report it: ${reason}\n`);
      },
    },
    { settled: () => {}, statusChanged: () => {} },
  );
  await session.setFolders([pathToFileURL(request.root).href]);
  if (request.buffer !== undefined) {
    const path = resolve(io.cwd, request.buffer.path);
    session.open(uris.keyOfPath(uris.normalisePath(path)), 'python', 0, request.buffer.text);
  }
  await session.idle();
  const root = uris.normalisePath(request.root);
  const { messages } = session.status();
  if (messages.length > 0) throw new UsageError(messages.join(' '));
  return {
    root: request.root,
    projects: session.projects().map(project => ({
      path: uris.relative(root, project.root) ?? basename(project.root),
      view: project.view(),
      fileCount: project.status().files,
      findings: () => project.findings(),
    })),
    milliseconds: performance.now() - began,
  };
};

/** `--core` and `--workspaces-root` as the project file would say them. */
function givenConfig(
  { root, core, workspacesRoots }: OpenRequest,
  io: CommandIo,
): NonNullable<Surroundings['given']> {
  const relativePath = (option: string, path: string): string => {
    const absolute = resolve(io.cwd, path);
    if (!existsSync(absolute)) throw new UsageError(`--${option} ${path}: no such file or folder`);
    const inRoot = relative(root, absolute).split(sep).join('/');
    if (inRoot === '..' || inRoot.startsWith('../') || isAbsolute(inRoot)) {
      throw new UsageError(
        `--${option} ${path} lies outside ${root}: nothing outside the root is read`,
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
