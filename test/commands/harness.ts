import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, type PlatformPath, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { type OpenRoot, runCommand } from '../../server/commands/run.js';
import { openRoot } from '../../server/openRoot.js';

const FIXTURES = resolve(import.meta.dirname, '../fixtures');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A copy of a fixture that the test may change; it goes when the test ends. */
export function copyOf(fixture: string): string {
  const folder = emptyFolder();
  cpSync(join(FIXTURES, fixture), folder, { recursive: true });
  return folder;
}

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cursus-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command as the shell would, within `cwd`. */
export async function run(
  cwd: string,
  args: readonly string[],
  more: {
    readonly env?: Record<string, string>;
    readonly stdin?: string;
    readonly path?: PlatformPath;
    readonly open?: OpenRoot;
  } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runCommand(
    args,
    {
      cwd,
      env: more.env ?? {},
      ...(more.path === undefined ? {} : { path: more.path }),
      colour: false,
      out: text => {
        out += text;
      },
      err: text => {
        err += text;
      },
      stdin: () => Promise.resolve(more.stdin ?? ''),
    },
    more.open ?? openRoot,
  );
  return { code, out, err };
}

export const TEAM = join(FIXTURES, 'team');
export const TODAY = join(FIXTURES, 'today');
