// @ts-check
/**
 * Builds dist/: the extension's client, the server, the command line and the library. Entries that do not exist are left
 * out. `--production` (or NODE_ENV=production) minifies; otherwise there are source maps.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildServerParts } from './serverBundle.mjs';

const ROOT = join(import.meta.dirname, '..');
const OUT = join(ROOT, 'dist');
const production = process.argv.includes('--production') || process.env.NODE_ENV === 'production';

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  charset: 'utf8',
  legalComments: 'none',
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  loader: { '.md': 'text' },
  logLevel: 'warning',
  // The ES modules of these packages are smaller to bundle than their UMD builds, which hide their requires.
  mainFields: ['module', 'main'],
  // The same code as for Node, as ES modules: only what is used of it is taken.
  alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
};

/**
 * The parts of the server speak through one copy of a library, whose classes they compare.
 * @param {RegExp} filter the names by which it is imported
 * @param {string} path of the copy
 * @returns {import('esbuild').Plugin}
 */
function shared(filter, path) {
  return {
    name: `shared ${path}`,
    setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })),
  };
}
const sharedMessages = shared(/^vscode-jsonrpc(\/node)?$/, './messages.js');
const sharedProtocol = shared(
  /^vscode-languageserver(\/node|-protocol|-protocol\/node|-types)?$/,
  './protocol.js',
);

/** @type {{ entry: string, out: string, options: import('esbuild').BuildOptions }[]} */
const ENTRIES = [
  {
    entry: 'client/main.ts',
    out: 'client.js',
    options: { format: 'cjs', external: ['vscode', './session.js'] },
  },
  // A file of its own: a project without registries never loads the language client.
  {
    entry: 'client/session.ts',
    out: 'session.js',
    options: { format: 'cjs', external: ['vscode'] },
  },
  {
    entry: 'server/main.ts',
    out: 'server.js',
    options: { format: 'cjs', external: ['./engine.js'], plugins: [sharedMessages] },
  },
  {
    entry: 'node_modules/vscode-jsonrpc/lib/node/main.js',
    out: 'messages.js',
    options: { format: 'cjs' },
  },
  {
    entry: 'node_modules/vscode-languageserver/lib/node/main.js',
    out: 'protocol.js',
    options: { format: 'cjs', plugins: [sharedMessages] },
  },
  {
    entry: 'server/cli.ts',
    out: 'cli.js',
    options: { format: 'cjs', banner: { js: '#!/usr/bin/env node' } },
  },
  { entry: 'server/registry.ts', out: 'registry.js', options: { format: 'esm' } },
];

rmSync(OUT, { recursive: true, force: true });
// Loaded behind the answer to `initialize`, which half a megabyte would otherwise delay.
const parts = await buildServerParts({
  root: ROOT,
  folder: OUT,
  options: { ...common, plugins: [sharedMessages, sharedProtocol] },
});
const present = ENTRIES.filter(({ entry }) => existsSync(join(ROOT, entry)));
await Promise.all(
  present.map(({ entry, out, options }) =>
    build({ ...common, ...options, entryPoints: [entry], outfile: join('dist', out) }),
  ),
);
if (present.some(({ out }) => out === 'registry.js')) emitTypes();
for (const out of [...present.map(entry => entry.out), ...parts]) {
  const kilobytes = Math.round(statSync(join(OUT, out)).size / 1000);
  console.log(`dist/${out}`.padEnd(20), `${kilobytes} KB`);
}

/** The library's types, those of its entry and of what it shows. */
function emitTypes() {
  const project = join(OUT, 'tsconfig.types.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: './types',
    rootDir: '..',
    types: ['node'],
  };
  const entry = ['../server/registry.ts'];
  writeFileSync(
    project,
    JSON.stringify({ extends: '../tsconfig.json', include: entry, compilerOptions }),
  );
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project], {
    stdio: 'inherit',
  });
  rmSync(project);
  writeFileSync(join(OUT, 'registry.d.ts'), "export * from './types/server/registry.js';\n");
}
