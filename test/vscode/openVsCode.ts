import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

export const ROOT = new URL('../..', import.meta.url).pathname;
export const VSIX = join(ROOT, 'cursus-step-registry.vsix');

/** A VS Code window with the packed extension in it, on a copy of a fixture. */
export interface VsCodeWindow {
  readonly page: Page;
  /** The opened folder. */
  readonly folder: string;
  /** The process ids of this window's registry servers; none while it does not run. */
  registryServers(): Promise<number[]>;
  close(): Promise<void>;
}

/** What a window is opened with. */
export interface WindowSetup {
  /** A folder of this run's own: extensions and user data go below it. */
  readonly data: string;
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A started VS Code of either kind. */
export interface StartedVsCode {
  readonly page: Page;
  stop(): Promise<void>;
}

/**
 * Opens a folder: in the desktop build where CURSUS_VSCODE is `electron`, else in the VS Code server and a browser.
 * @param fill makes the content of the folder, which is new and goes when the window is closed
 */
export async function openVsCode(
  fill: (folder: string) => Promise<void>,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<VsCodeWindow> {
  const data = await mkdtemp(join(tmpdir(), 'cursus-vscode-'));
  const folder = join(data, 'team');
  await fill(folder);
  const { startVsCode } =
    process.env.CURSUS_VSCODE === 'electron'
      ? await import('./desktop.js')
      : await import('./browser.js');
  const started = await startVsCode({ data, folder, settings });
  return {
    page: started.page,
    folder,
    registryServers: () => processesOf(data),
    close: async () => {
      await started.stop();
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Fills a folder with a copy of a fixture. */
export function copyOf(fixture: string): (folder: string) => Promise<void> {
  return folder => cp(join(ROOT, 'test', 'fixtures', fixture), folder, { recursive: true });
}

async function processesOf(data: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args='], {
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout
    .split('\n')
    .filter(line => line.includes(data) && line.includes('/dist/server.js'))
    .map(line => Number.parseInt(line, 10));
}
