// @ts-check
/**
 * `npm run mutation [FILES [TESTS]]`: plants mutants in these files of server/service, one at a time, and says which of
 * them no test notices. Both are lists of paths or patterns of git, with commas between: `server/service/rules/*.ts`.
 * Stryker is installed beside a copy of the last commit, pinned, so that the project needs none of it. What was found
 * about a file is kept there, until it is mutated again, in results.json and survivors.md.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultsOf, survivorsOf, tableOf } from './mutationResults.mjs';

const ROOT = new URL('..', import.meta.url).pathname;
const BESIDE = process.env.CURSUS_MUTATION ?? join(tmpdir(), 'cursus-mutation');
const COPY = join(BESIDE, 'project');
const RESULTS = join(BESIDE, 'results.json');
/** What is found about these is kept before the next ones are begun. */
const FILES_AT_A_TIME = 8;
/** Those that run on Node 20; the newer ones ask for 22, and TypeScript 7 has no programming interface for Stryker. */
const PINNED = {
  '@stryker-mutator/core': '9.6.1',
  '@stryker-mutator/vitest-runner': '9.6.1',
  typescript: '5.9.3',
  vitest: '4.1.12',
};

const [
  files = 'server/service/rules/*.ts,server/service/registry/**/*.ts',
  tests = 'test/service/rules/*.test.ts,test/service/registry/*.test.ts',
] = process.argv.slice(2);

install();
copy();
const revision = git('rev-parse', '--short', 'HEAD').trim();
const wanted = git('ls-files', '--', ...files.split(',').map(pattern => `:(glob)${pattern}`))
  .split('\n')
  .filter(Boolean);
for (let i = 0; i < wanted.length; i += FILES_AT_A_TIME) {
  mutate(wanted.slice(i, i + FILES_AT_A_TIME));
  keep();
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

/** @param {readonly string[]} chunk */
function mutate(chunk) {
  const stryker = join(BESIDE, 'node_modules', '.bin', 'stryker');
  execFileSync(stryker, ['run', 'test/mutation/stryker.config.json', '--mutate', chunk.join(',')], {
    cwd: COPY,
    stdio: 'inherit',
    env: { ...process.env, CURSUS_MUTATION_TESTS: tests },
  });
}

/** Puts what Stryker has just reported beside what is known of the other files. */
function keep() {
  const report = JSON.parse(readFileSync(join(COPY, 'reports', 'mutation.json'), 'utf8'));
  const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const results = { ...before, ...resultsOf(report, revision) };
  writeFileSync(RESULTS, JSON.stringify(results, null, 1));
  writeFileSync(join(BESIDE, 'survivors.md'), survivorsOf(results));
  console.log(tableOf(results));
}
