// @ts-check
/** `node scripts/run.mjs FILE.ts [arguments]`: bundles a TypeScript command of ours and runs it in this process. */
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = new URL('..', import.meta.url).pathname;

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) {
  console.error('node scripts/run.mjs FILE.ts [arguments]');
  process.exit(2);
}
// Inside node_modules, so that packages that are left out of the bundle are found.
const outfile = join(ROOT, 'node_modules', '.cache', 'run', `${basename(entry, '.ts')}.mjs`);
await build({
  entryPoints: [resolve(entry)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'error',
});
process.argv = [process.execPath, outfile, ...rest];
await import(pathToFileURL(outfile).href);
