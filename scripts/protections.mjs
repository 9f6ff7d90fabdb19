// @ts-check
/**
 * `npm run protections [WORD ...]`: takes each protection of docs/threat-model.md out, one at a time, in a copy of the last
 * commit, and runs the tests that hold it: one of them has to fail. With words, only those of lines that hold them all.
 * Ends with how many were noticed; exit code 1 where one was not.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROTECTIONS } from '../test/mutation/protections.mjs';

const ROOT = new URL('..', import.meta.url).pathname;
/** A test that hangs without the protection has noticed, too. */
const PATIENCE_MS = 60_000;
/**
 * By their names: the tests pass with the protection in place, and in time.
 * @type {Map<string, Promise<boolean>>}
 */
const passing = new Map();

const words = process.argv.slice(2);
const wanted = PROTECTIONS.filter(({ threat }) => words.every(word => threat.includes(word)));
const copy = mkdtempSync(join(tmpdir(), 'cursus-protections-'));
let noticed = 0;
try {
  execFileSync('git', ['clone', '--quiet', ROOT, join(copy, 'project')], { stdio: 'inherit' });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'project', 'node_modules'));
  for (const protection of wanted) {
    const outcome = (await pass(protection.tests))
      ? await withoutIt(protection)
      : { noticed: false, how: 'the tests do not pass with it' };
    if (outcome.noticed) noticed++;
    console.log(`${outcome.noticed ? 'noticed' : 'NOT NOTICED'}  ${protection.threat}`);
    console.log(`    without ${protection.what} (${protection.file}): ${outcome.how}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${noticed} of ${wanted.length} protections are missed when they are gone`);
process.exitCode = noticed === wanted.length ? 0 : 1;

/** @param {import('../test/mutation/protections.mjs').Protection} protection */
async function withoutIt({ file, protects, without, tests }) {
  const path = join(copy, 'project', file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(protects, () => without),
  );
  try {
    return await run(tests);
  } finally {
    writeFileSync(path, text);
  }
}

/** @param {readonly string[]} tests */
function pass(tests) {
  const key = tests.join();
  const known = passing.get(key) ?? run(tests).then(({ noticed }) => !noticed);
  passing.set(key, known);
  return known;
}

/**
 * @param {readonly string[]} tests
 * @returns {Promise<{ noticed: boolean, how: string }>}
 */
async function run(tests) {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = ['vitest', 'run', '--config', 'test/vitest.config.mts'];
  const child = spawn('npx', [...vitest, '--reporter=json', `--outputFile=${report}`, ...tests], {
    cwd: join(copy, 'project'),
    stdio: 'ignore',
    detached: true,
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    process.kill(-Number(child.pid), 'SIGKILL');
  }, PATIENCE_MS);
  await new Promise(resolve => child.once('exit', resolve));
  clearTimeout(timer);
  if (isLate) return { noticed: true, how: `the tests did not end in ${PATIENCE_MS / 1000} s` };
  if (!existsSync(report)) return { noticed: false, how: 'the tests did not run' };
  /** @type {{ testResults: { assertionResults: { status: string, fullName: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  const [first] = failed.map(name => name.replace(/[^ -~]+/g, '?'));
  if (first !== undefined) return { noticed: true, how: `${failed.length} fail, "${first}"` };
  const died = child.exitCode !== 0 && all.length > 0;
  return { noticed: died, how: died ? 'the process of the tests dies' : 'no test fails' };
}
