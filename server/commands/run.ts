import { parseArgs } from 'node:util';
import { nearestNames } from '../service/registry/names/nearest.js';
import { visibleLines } from '../service/report/terminal.js';
import { didYouMean } from '../service/rules/suggest.js';
import {
  absolutePath,
  type Command,
  type CommandIo,
  type ExitCode,
  type OptionValues,
  textOption,
  UsageError,
} from './command.js';
import { commandHelp, generalHelp } from './help.js';
import { COMMANDS } from './index.js';
import type { OpenedRoot } from './openedRoot.js';
import { VERSION } from './version.js';

/** What the host is asked to read. */
export interface OpenRequest {
  /** Absolute. */
  readonly root: string;
  readonly core?: string;
  readonly workspacesRoots: readonly string[];
  /** A buffer in place of a file: path relative to the current folder, and its text. */
  readonly buffer?: { readonly path: string; readonly text: string };
}

export type OpenRoot = (request: OpenRequest, io: CommandIo) => Promise<OpenedRoot>;

const COMMON_OPTIONS = {
  root: { type: 'string' },
  core: { type: 'string' },
  'workspaces-root': { type: 'string', multiple: true },
  format: { type: 'string' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Runs one command. Every failure that a user can cause is one line on standard error and exit code 2.
 * @param args without the program's own name
 */
export async function runCommand(
  args: readonly string[],
  given: CommandIo,
  open: OpenRoot,
): Promise<ExitCode> {
  const io: CommandIo = { ...given, err: text => given.err(visibleLines(text)) };
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const about = COMMANDS.find(command => command.name === rest[0]);
    const text = about === undefined ? generalHelp(COMMANDS) : commandHelp(about);
    if (name === undefined) io.err(text);
    else io.out(text);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    io.out(`${VERSION}\n`);
    return 0;
  }
  try {
    return await runNamed(name, rest, io, open);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`cursus-registry: ${error.message}\n`);
    return 2;
  }
}

async function runNamed(
  name: string,
  args: readonly string[],
  io: CommandIo,
  open: OpenRoot,
): Promise<ExitCode> {
  const command = COMMANDS.find(candidate => candidate.name === name);
  if (command === undefined) {
    const names = COMMANDS.map(candidate => candidate.name);
    throw new UsageError(
      `no command '${name}'.${didYouMean(nearestNames(name, names, 1))} cursus-registry --help lists all.`,
    );
  }
  const { values, positionals } = parse(command, args);
  if (values.help === true) {
    io.out(commandHelp(command));
    return 0;
  }
  const [least, most] = command.arity;
  if (positionals.length < least || positionals.length > most) {
    throw new UsageError(
      `${name} takes ${command.parameters === '' ? 'no arguments' : command.parameters}, not ${
        positionals.length === 0 ? 'nothing' : positionals.join(' ')
      }`,
    );
  }
  const format = textOption(values, 'format');
  if (format !== undefined && !command.formats.includes(format)) {
    throw new UsageError(`--format ${format}: ${name} writes ${command.formats.join(', ')}`);
  }
  const given = absolutePath(io, textOption(values, 'root') ?? '.');
  const opened = new Map<string, Promise<OpenedRoot>>();
  return command.run({
    io: values['no-color'] === true ? { ...io, colour: false } : io,
    positionals,
    values,
    open: (root = given) => {
      const before = opened.get(root);
      if (before !== undefined) return before;
      const now = openRequested(root, values, io, open);
      opened.set(root, now);
      return now;
    },
  });
}

function parse(
  command: Command,
  args: readonly string[],
): { values: OptionValues; positionals: string[] } {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...COMMON_OPTIONS, ...command.options },
      allowPositionals: true,
      strict: true,
    });
    return { values: parsed.values as OptionValues, positionals: parsed.positionals };
  } catch (error) {
    // Node's own sentence goes on to explain `--`; its first one says what is wrong.
    const sentence = (error as Error).message.split('. ')[0]!.replace(/\.$/, '');
    throw new UsageError(`${sentence}. cursus-registry ${command.name} --help lists the options.`);
  }
}

async function openRequested(
  root: string,
  values: OptionValues,
  io: CommandIo,
  open: OpenRoot,
): Promise<OpenedRoot> {
  const roots = values['workspaces-root'];
  const core = textOption(values, 'core');
  const buffered = textOption(values, 'stdin-filename');
  return open(
    {
      root,
      workspacesRoots: Array.isArray(roots) ? (roots as readonly string[]) : [],
      ...(core === undefined ? {} : { core }),
      ...(buffered === undefined ? {} : { buffer: { path: buffered, text: await io.stdin() } }),
    },
    io,
  );
}
