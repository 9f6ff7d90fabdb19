/** Runs the VS Code server of install.mjs with one extension in it. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** Calm first pictures: no welcome page, no chat, no second sidebar. None of them is about editing. */
export const CALM_SETTINGS = {
  'chat.disableAIFeatures': true,
  // As on the desktop: in a browser VS Code saves by itself.
  'files.autoSave': 'off',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @typedef {object} ServeOptions
 * @property {import('./install.mjs').VsCodeServer} server
 * @property {string} vsix the packed extension
 * @property {string} data a folder of this run's own, for user data and extensions
 * @property {Record<string, unknown>} [settings] further user settings
 */

/**
 * @typedef {object} Serving
 * @property {string} address `http://127.0.0.1:PORT`
 * @property {string} extensions the folder that the extension was installed into
 * @property {(folder: string) => string} url the address that opens a folder
 * @property {() => Promise<void>} stop
 */

/**
 * Installs the packed extension and starts the server on a free port of this machine only.
 * @param {ServeOptions} options
 * @returns {Promise<Serving>}
 */
export async function serveVsCode({ server, vsix, data, settings = {} }) {
  const userData = join(data, 'user');
  const extensions = join(data, 'extensions');
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(
    join(userData, 'User', 'settings.json'),
    JSON.stringify({ ...CALM_SETTINGS, ...settings }, undefined, 2),
  );
  const folders = ['--user-data-dir', userData, '--extensions-dir', extensions];
  const licence = '--accept-server-license-terms';
  await promisify(execFile)(server.node, [
    server.main,
    ...folders,
    licence,
    '--install-extension',
    vsix,
  ]);

  const child = spawn(
    server.node,
    [
      server.main,
      ...folders,
      licence,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...['--telemetry-level', 'off', '--disable-workspace-trust'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise(resolve => child.once('close', resolve));
  const address = await listening(child);
  return {
    address,
    extensions,
    url: folder => `${address}/?folder=${encodeURIComponent(folder)}`,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @returns {Promise<string>}
 */
function listening(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('close', code => {
      reject(new Error(`The VS Code server ended with ${code}.\n${output}`));
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        output += `${line}\n`;
        const port = /agent listening on (\d+)/.exec(line)?.[1];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
    }
  });
}
