// @ts-check
/**
 * A process that tries mutants: told of a script, it runs all tests once and says which mutants each of them meets, or
 * runs for one mutant the tests that meet it until one of them fails.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { testsOf, VITEST } from './testRun.mjs';

const [root = '', file = ''] = process.argv.slice(2);
const require = createRequire(join(root, 'package.json'));
const script = new Script(readFileSync(file, 'utf8'), { filename: file });
// A mutant is found by the first counterexample; nobody reads the smallest.
require('fast-check').configureGlobal({ endOnFailure: true });
Reflect.set(globalThis, 'CURSUS_VITEST', VITEST);
/** What the switches of the mutants ask. */
const switches = { activeMutant: '', hitCount: 0, hitLimit: Number.POSITIVE_INFINITY };
/** @type {any} */
const shared = switches;
Reflect.set(globalThis, '__stryker__', shared);

process.on('message', async (/** @type {any} */ message) => {
  const answer = message.kind === 'all' ? await runAll() : await tryMutant(message);
  process.send?.(answer);
});

/** @returns {Record<string, () => unknown>} what loads each file of tests, in a state that no test has touched */
function evaluated() {
  const made = { exports: /** @type {any} */ ({}) };
  script.runInThisContext()(require, made, made.exports);
  return made.exports.tests;
}

async function runAll() {
  /** @type {Record<string, { ms: number, met: Record<string, number> }>} */
  const ran = {};
  /** @type {Record<string, string>} */
  const failed = {};
  const coverage = { static: {}, perTest: /** @type {any} */ ({}) };
  shared.mutantCoverage = coverage;
  for (const [file, load] of Object.entries(evaluated())) {
    shared.currentTestId = undefined;
    for (const { id, run } of await testsOf(file, load)) {
      shared.currentTestId = id;
      const start = performance.now();
      try {
        await run();
        ran[id] = {
          ms: performance.now() - start,
          met: coverage.perTest[id] ?? {},
        };
      } catch (error) {
        failed[id] = String(error);
      }
    }
  }
  shared.currentTestId = undefined;
  return { ran, failed, loaded: Object.keys(coverage.static) };
}

/** @param {import('./trial.mjs').Trial} asked */
async function tryMutant({ id, files }) {
  switches.activeMutant = id;
  switches.hitLimit = Number.POSITIVE_INFINITY;
  const loads = evaluated();
  let killer;
  for (const [file, wanted] of Object.entries(files)) {
    killer = await killerAmong(file, /** @type {() => unknown} */ (loads[file]), wanted);
    if (killer !== undefined) break;
  }
  const isEndless = switches.hitCount > switches.hitLimit;
  switches.activeMutant = '';
  return {
    id,
    status: isEndless ? 'Timeout' : killer === undefined ? 'Survived' : 'Killed',
    killer,
  };
}

/**
 * @param {string} file
 * @param {() => unknown} load
 * @param {readonly import('./trial.mjs').Wanted[]} wanted
 */
async function killerAmong(file, load, wanted) {
  let tests;
  try {
    tests = new Map((await testsOf(file, load)).map(({ id, run }) => [id, run]));
  } catch {
    return file;
  }
  for (const { id, limit } of wanted) {
    switches.hitCount = 0;
    switches.hitLimit = limit;
    try {
      await tests.get(id)?.();
    } catch {
      return id;
    }
  }
  return undefined;
}
