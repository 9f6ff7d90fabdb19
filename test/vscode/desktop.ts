import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
} from '@vscode/test-electron';
import { _electron } from 'playwright-core';
import { CALM_SETTINGS } from '../../scripts/vscode/serve.mjs';
import { type StartedVsCode, VSIX, type WindowSetup } from './openVsCode.js';

/** The desktop build that @vscode/test-electron downloads; VSCODE_VERSION names another version than the newest. */
export async function startVsCode({ data, folder, settings }: WindowSetup): Promise<StartedVsCode> {
  const executablePath = await downloadAndUnzipVSCode(process.env.VSCODE_VERSION ?? 'stable');
  const folders = [
    `--user-data-dir=${join(data, 'user')}`,
    `--extensions-dir=${join(data, 'extensions')}`,
  ];
  await mkdir(join(data, 'user', 'User'), { recursive: true });
  await writeFile(
    join(data, 'user', 'User', 'settings.json'),
    JSON.stringify({ ...CALM_SETTINGS, ...settings }),
  );
  const [cli = executablePath] = resolveCliArgsFromVSCodeExecutablePath(executablePath);
  await promisify(execFile)(cli, [...folders, '--install-extension', VSIX]);
  const app = await _electron.launch({
    executablePath,
    args: [
      folder,
      ...folders,
      '--disable-workspace-trust',
      '--disable-updates',
      '--skip-welcome',
      '--skip-release-notes',
      '--no-sandbox',
    ],
  });
  const page = await app.firstWindow();
  await page.setViewportSize({ width: 1280, height: 800 });
  return { page, stop: () => app.close() };
}
