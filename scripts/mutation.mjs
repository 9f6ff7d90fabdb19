// @ts-check
/**
 * `npm run mutation [FILES [TESTS [again]]]`: plants mutants in these files of server/service, one at a time, and says which of
 * them no test notices. Both are lists of paths or patterns of git, with commas between: `server/service/rules/*.ts`.
 * Stryker makes the mutants; it is installed beside a copy of the last commit, pinned, so that the project needs none of
 * it. What was found about a file is kept there, until it is mutated again, in results.json and survivors.md. With
 * `again` only those are tried that lived the last time, where the file is still the same: for tests that are added.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plant } from './mutation/planted.mjs';
import { killedBefore, resultsOf, survivorsOf, tableOf } from './mutation/results.mjs';
import { tried } from './mutation/trial.mjs';

const ROOT = new URL('..', import.meta.url).pathname;
const BESIDE = process.env.CURSUS_MUTATION ?? join(tmpdir(), 'cursus-mutation');
const COPY = join(BESIDE, 'project');
const RESULTS = join(BESIDE, 'results.json');
/** What is found about these is kept before the next ones are begun. */
const FILES_AT_A_TIME = 12;
/** Runs on Node 20; the newer ones ask for 22. */
const PINNED = { '@stryker-mutator/instrumenter': '9.6.1' };

const [
  files = 'server/service/rules/*.ts,server/service/registry/**/*.ts',
  tests = [
    'test/service/rules/*.test.ts',
    'test/service/registry/*.test.ts',
    'test/service/features/codeActions.test.ts',
    'test/service/features/quickFixes.test.ts',
  ].join(','),
  again,
] = process.argv.slice(2);

install();
copy();
const revision = git('rev-parse', '--short', 'HEAD').trim();
const instrumenter = await import(
  pathToFileURL(
    createRequire(join(BESIDE, 'package.json')).resolve('@stryker-mutator/instrumenter'),
  ).href
);
const wanted = matching(files);
for (let i = 0; i < wanted.length; i += FILES_AT_A_TIME) {
  await mutate(wanted.slice(i, i + FILES_AT_A_TIME));
}

function install() {
  mkdirSync(BESIDE, { recursive: true });
  if (existsSync(join(BESIDE, 'node_modules'))) return;
  writeFileSync(
    join(BESIDE, 'package.json'),
    JSON.stringify({ private: true, dependencies: PINNED }),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: BESIDE, stdio: 'inherit' });
}

function copy() {
  rmSync(COPY, { recursive: true, force: true });
  execFileSync('git', ['clone', '--quiet', ROOT, COPY], { stdio: 'inherit' });
  symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
}

/** @param {readonly string[]} args */
function git(...args) {
  return execFileSync('git', args, { cwd: COPY, encoding: 'utf8' });
}

/** @param {string} patterns */
function matching(patterns) {
  return git('ls-files', '--', ...patterns.split(',').map(pattern => `:(glob)${pattern}`))
    .split('\n')
    .filter(Boolean);
}

/** @param {readonly string[]} chunk */
async function mutate(chunk) {
  const { script, mutants } = await plant(instrumenter, COPY, chunk, matching(tests));
  const file = join(BESIDE, 'planted.cjs');
  writeFileSync(file, script);
  const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const killed =
    again === undefined ? [] : killedBefore(before, mutants.filter(isUnchanged(before)), COPY);
  const statuses = await tried(COPY, file, mutants, new Set(killed));
  const sources = chunk.map(name => ({ name, source: readFileSync(join(COPY, name), 'utf8') }));
  const results = { ...before, ...resultsOf(sources, mutants, statuses, COPY, revision) };
  writeFileSync(RESULTS, JSON.stringify(results, null, 1));
  writeFileSync(join(BESIDE, 'survivors.md'), survivorsOf(results));
  console.log(tableOf(results));
}

/**
 * @param {import('./mutation/results.mjs').Results} before
 * @returns {(mutant: import('./mutation/planted.mjs').PlantedMutant) => boolean}
 */
function isUnchanged(before) {
  const files = Object.entries(before).filter(([file, { revision: old }]) => {
    try {
      return shown(`${old}:${file}`) === shown(`HEAD:${file}`);
    } catch {
      // Not there, or in a history that is not this one's.
      return false;
    }
  });
  const paths = new Set(files.map(([file]) => join(COPY, file)));
  return ({ fileName }) => paths.has(fileName);
}

/** @param {string} object of the project's own history, which the copy may have in part only */
function shown(object) {
  return execFileSync('git', ['show', object], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
}
