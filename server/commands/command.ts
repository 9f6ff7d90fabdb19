import path, { type PlatformPath } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import type { OpenedRoot } from './openedRoot.js';

/** 0 clean, 1 findings (or a name that does not resolve), 2 usage or I/O error. */
export type ExitCode = 0 | 1 | 2;

/** Wrong flags, names or values: one clear line for the user, exit 2, nothing written. */
export class UsageError extends Error {}

/** What a command may touch of the process that runs it; tests give their own. */
export interface CommandIo {
  readonly cwd: string;
  /** How paths are written; absent: as on this machine. */
  readonly path?: PlatformPath;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output is a terminal that shows colours. */
  readonly colour: boolean;
  out(text: string): void;
  err(text: string): void;
  stdin(): Promise<string>;
  /** Shows a line that the next one replaces; absent where standard error is no terminal. Without a text it goes. */
  progress?(line?: string): void;
}

export type OptionTable = NonNullable<ParseArgsConfig['options']>;

export type OptionValues = Readonly<
  Record<string, string | boolean | readonly string[] | undefined>
>;

export interface Invocation {
  readonly io: CommandIo;
  readonly positionals: readonly string[];
  readonly values: OptionValues;
  /** The registry below `--root`, or below another folder (absolute); each is read once. */
  open(root?: string): Promise<OpenedRoot>;
}

export interface Command {
  readonly name: string;
  /** Positional arguments as the usage line shows them: `STEP`, `[STEP]`, `A B`. */
  readonly parameters: string;
  readonly summary: string;
  /** How many positional arguments it takes: at least, at most. */
  readonly arity: readonly [number, number];
  /** Options of its own; `--root`, `--help` and what {@link COMMON_OPTIONS} lists come with every command. */
  readonly options: OptionTable;
  /** One line for each own option, for `--help`. */
  readonly optionHelp: Readonly<Record<string, string>>;
  readonly formats: readonly string[];
  run(invocation: Invocation): Promise<ExitCode>;
}

/** The path that a user means, absolute. */
export function absolutePath(io: CommandIo, written: string): string {
  return (io.path ?? path).resolve(io.cwd, written);
}

/** The value of a text option. */
export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The value of a text option that must be one of a few words. */
export function choiceOption<T extends string>(
  values: OptionValues,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = textOption(values, name);
  if (value === undefined) return undefined;
  if ((choices as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`--${name} ${value}: expected one of ${choices.join(', ')}`);
}

export function flag(values: OptionValues, name: string): boolean {
  return values[name] === true;
}
