// @ts-check
/** `npm start`: builds, prints what is found in the bundled example, and opens it in VS Code with the extension. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installVsCodeServer } from './vscode/install.mjs';
import { serveVsCode } from './vscode/serve.mjs';

const ROOT = new URL('..', import.meta.url).pathname;
const EXAMPLE = join(ROOT, 'test', 'fixtures', 'team');
const VSIX = join(ROOT, 'cursus-step-registry.vsix');

const USAGE = `npm start [-- --no-open] [-- --browser]

  Builds the extension, prints the findings of test/fixtures/team, and opens a copy of it in VS Code.

  --no-open   stop after the findings
  --browser   use VS Code in the browser although the command "code" exists`;

const flags = process.argv.slice(2);
const unknown = flags.filter(flag => !['--no-open', '--browser', '--help'].includes(flag));
if (unknown.length > 0 || flags.includes('--help')) {
  console.log(unknown.length > 0 ? `Unknown: ${unknown.join(' ')}\n\n${USAGE}` : USAGE);
  process.exit(unknown.length > 0 ? 2 : 0);
}

heading('Building');
npm(['run', '--silent', 'build', '--', '--production']);

heading('What the command line finds in test/fixtures/team');
spawnSync(process.execPath, [join(ROOT, 'dist', 'cli.js'), 'check', '--root', EXAMPLE], {
  stdio: 'inherit',
});

if (flags.includes('--no-open')) {
  console.log('\nNot opened (--no-open). The same in the editor: npm start');
} else {
  await open();
}

/** A copy, so that trying things out changes nothing in this repository. */
async function open() {
  const data = mkdtempSync(join(tmpdir(), 'cursus-start-'));
  const folder = join(data, 'team');
  cpSync(EXAMPLE, folder, { recursive: true });
  if (hasCode() && !flags.includes('--browser')) openDesktop(folder);
  else await openBrowser(folder, data);
}

function hasCode() {
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: isWindows() }).status === 0;
}

/** @param {string} folder */
function openDesktop(folder) {
  heading('Opening VS Code');
  console.log(`A new window shows ${folder} with the extension; nothing is installed.`);
  spawnSync('code', ['--new-window', `--extensionDevelopmentPath=${ROOT}`, folder], {
    stdio: 'inherit',
    shell: isWindows(),
  });
}

/**
 * @param {string} folder
 * @param {string} data
 */
async function openBrowser(folder, data) {
  heading('VS Code in the browser');
  try {
    const server = await installVsCodeServer(console.log);
    npm(['run', '--silent', 'vsix'], 'quietly');
    const serving = await serveVsCode({ server, vsix: VSIX, data });
    console.log(`\n  Open this address:  ${serving.url(folder)}\n\n  Ctrl+C ends it.`);
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      process.once(signal, async () => {
        await serving.stop();
        rmSync(data, { recursive: true, force: true });
        process.exit(0);
      });
    }
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    console.error(error instanceof Error ? error.message : error);
    console.error('\nThe findings above do not need VS Code; the editor does.');
    process.exitCode = 1;
  }
}

/**
 * @param {string[]} parameters
 * @param {'quietly'} [quietly] say nothing unless it fails
 */
function npm(parameters, quietly) {
  execFileSync('npm', parameters, {
    cwd: ROOT,
    stdio: ['ignore', quietly ? 'ignore' : 'inherit', 'inherit'],
    shell: isWindows(),
  });
}

function isWindows() {
  return process.platform === 'win32';
}

/** @param {string} text */
function heading(text) {
  console.log(`\n== ${text}`);
}
