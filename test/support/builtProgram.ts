import path from 'node:path';
import { build } from 'esbuild';
import { removeTree, temporaryTree } from './tree.js';

/** A program as it ships, bundled for one test file. */
export interface BuiltProgram {
  readonly file: string;
  remove(): void;
}

export function buildServer(): Promise<BuiltProgram> {
  return buildProgram('server/main.ts');
}

export function buildCommandLine(): Promise<BuiltProgram> {
  return buildProgram('server/cli.ts');
}

async function buildProgram(entry: string): Promise<BuiltProgram> {
  const root = temporaryTree();
  const file = path.join(root, 'program.js');
  await build({
    absWorkingDir: path.join(import.meta.dirname, '..', '..'),
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    loader: { '.md': 'text' },
    outfile: file,
    logLevel: 'error',
  });
  return { file, remove: () => removeTree(root) };
}
