// @ts-check
/**
 * `npm run mutation FILE[,FILE...]`: plants mutants in these files of server/service, one at a time, and says which of
 * them no test notices. Stryker is installed beside a copy of the project, pinned, so that the project needs none of it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('..', import.meta.url).pathname;
const BESIDE = join(tmpdir(), 'cursus-mutation');
const COPY = join(BESIDE, 'project');
/** Those that run on Node 20; the newer ones ask for 22, and TypeScript 7 has no programming interface for Stryker. */
const PINNED = {
  '@stryker-mutator/core': '9.6.1',
  '@stryker-mutator/vitest-runner': '9.6.1',
  typescript: '5.9.3',
  vitest: '4.1.12',
};

const [files = 'server/service/rules/**/*.ts,server/service/registry/**/*.ts'] =
  process.argv.slice(2);
mkdirSync(BESIDE, { recursive: true });
if (!existsSync(join(BESIDE, 'node_modules'))) {
  writeFileSync(
    join(BESIDE, 'package.json'),
    JSON.stringify({ private: true, dependencies: PINNED }),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: BESIDE, stdio: 'inherit' });
}
rmSync(COPY, { recursive: true, force: true });
execFileSync('git', ['clone', '--quiet', ROOT, COPY], { stdio: 'inherit' });
symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
const stryker = join(BESIDE, 'node_modules', '.bin', 'stryker');
execFileSync(stryker, ['run', 'test/mutation/stryker.config.json', '--mutate', files], {
  cwd: COPY,
  stdio: 'inherit',
});
