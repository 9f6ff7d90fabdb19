// @ts-check
/**
 * Files with all their mutants in them, each behind a switch, and the tests that shall notice: one script, which is
 * evaluated anew for every mutant.
 *
 * @typedef {{ id: string, fileName: string, mutatorName: string, replacement: string, location: { start: { line: number, column: number } } }} PlantedMutant
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/**
 * @param {any} instrumenter the module of Stryker
 * @param {string} root of the project
 * @param {readonly string[]} files to mutate, from the root
 * @param {readonly string[]} tests from the root
 * @returns {Promise<{ script: string, mutants: readonly PlantedMutant[] }>}
 */
export async function plant(instrumenter, root, files, tests) {
  const silent = { isDebugEnabled: () => false, debug() {}, info() {}, warn() {} };
  const { files: planted, mutants } = await new instrumenter.Instrumenter(silent).instrument(
    files.map(file => ({
      name: join(root, file),
      mutate: true,
      content: readFileSync(join(root, file), 'utf8'),
    })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  /** @type {Map<string, string>} */
  const contents = new Map(
    planted.map((/** @type {{ name: string, content: string }} */ { name, content }) => [
      name,
      content,
    ]),
  );
  return { script: await bundled(root, tests, contents), mutants };
}

/**
 * @param {string} root
 * @param {readonly string[]} tests
 * @param {ReadonlyMap<string, string>} contents of the files that hold mutants
 */
async function bundled(root, tests, contents) {
  const loads = tests.map(file => `${JSON.stringify(file)}: () => import('./${file}')`);
  const { outputFiles } = await build({
    stdin: { contents: `export const tests = { ${loads.join(', ')} };`, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    loader: { '.md': 'text' },
    logLevel: 'error',
    plugins: [
      {
        name: 'planted',
        setup(bundler) {
          bundler.onResolve({ filter: /^vitest$/ }, () => ({ path: 'vitest', namespace: 'tests' }));
          bundler.onLoad({ filter: /./, namespace: 'tests' }, () => ({
            contents:
              'export const { describe, expect, it, test, vi, onTestFinished } = globalThis.CURSUS_VITEST;',
          }));
          bundler.onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => ({
            loader: 'ts',
            contents: (contents.get(path) ?? readFileSync(path, 'utf8'))
              .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
              .replaceAll('import.meta.url', JSON.stringify(`file://${path}`)),
          }));
        },
      },
    ],
  });
  return `(function (require, module, exports) {${outputFiles[0]?.text}\n})`;
}
