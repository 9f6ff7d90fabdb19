/**
 * A whole VS Code from npm: where no desktop build can be downloaded, the package `code-server` carries the server
 * and the workbench that the desktop has, and a browser shows it. Kept in .vscode-test/, which git ignores.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
const DIRECTORY = join(ROOT, '.vscode-test', 'vscode-server');
const CODE_SERVER = 'code-server@4.139.1';
/** The Node that this VS Code is built for; the package holds nothing but the binary. */
const NODE = `node-${process.platform}-${process.arch}@24.21.0`;
/** The extension host does not start without them, and they come without binaries. */
const NATIVE_MODULES = ['@vscode/spdlog', '@vscode/native-watchdog'];

/**
 * @typedef {object} VsCodeServer
 * @property {string} node path of the Node binary to run it with
 * @property {string} main path of its entry
 */

/**
 * Installs the VS Code server unless that was done before.
 * @param {(line: string) => void} say progress, for people
 * @returns {Promise<VsCodeServer>}
 * @throws {Error} with a message for people when it cannot be installed
 */
export async function installVsCodeServer(say) {
  if (!['linux', 'darwin'].includes(process.platform)) {
    throw new Error(
      `The VS Code server runs on Linux and macOS, not on ${process.platform}. Install VS Code, so that the command "code" is found.`,
    );
  }
  const marker = join(DIRECTORY, 'installed.txt');
  const wanted = `${CODE_SERVER} ${NODE}\n`;
  const installed = existsSync(marker) ? await readFile(marker, 'utf8') : '';
  if (installed !== wanted) {
    say('Installing a VS Code server into .vscode-test/ (once, about a minute) ...');
    await rm(DIRECTORY, { recursive: true, force: true });
    await install();
    await writeFile(marker, wanted);
  }
  return {
    node: join(DIRECTORY, 'node_modules', NODE.split('@')[0] ?? '', 'bin', 'node'),
    main: join(vscodeDirectory(), 'out', 'server-main.js'),
  };
}

async function install() {
  await mkdir(DIRECTORY, { recursive: true });
  await writeFile(join(DIRECTORY, 'package.json'), '{"private":true}\n');
  await npm(DIRECTORY, ['install', '--ignore-scripts', CODE_SERVER, NODE]);
  await npm(vscodeDirectory(), ['install', '--omit=dev', '--ignore-scripts']);
  await npm(vscodeDirectory(), ['rebuild', ...NATIVE_MODULES]);
}

function vscodeDirectory() {
  return join(DIRECTORY, 'node_modules', 'code-server', 'lib', 'vscode');
}

/**
 * @param {string} cwd
 * @param {string[]} parameters
 */
function npm(cwd, parameters) {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const child = spawn('npm', [...parameters, ...quiet], {
    cwd,
    env: { ...process.env, ...nodeHeaders() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ reason) =>
      reject(
        new Error(
          `The VS Code server could not be installed: "npm ${parameters.join(' ')}" ${reason}.\n${output.trim().split('\n').slice(-15).join('\n')}`,
        ),
      );
    child.on('error', error => fail(`did not start (${error.message})`));
    child.on('close', code => (code === 0 ? resolve(undefined) : fail(`ended with ${code}`)));
  });
}

/** node-gyp downloads headers unless it is told where they are; the running Node often brings its own. */
function nodeHeaders() {
  const prefix = join(dirname(process.execPath), '..');
  const present = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
  return present ? { npm_config_nodedir: prefix } : {};
}
