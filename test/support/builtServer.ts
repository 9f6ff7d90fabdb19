import path from 'node:path';
import { build } from 'esbuild';
import { removeTree, temporaryTree } from './tree.js';

/** The server as it ships, bundled for one test file. */
export interface BuiltServer {
  readonly file: string;
  remove(): void;
}

export async function buildServer(): Promise<BuiltServer> {
  const root = temporaryTree();
  const file = path.join(root, 'server.js');
  await build({
    absWorkingDir: path.join(import.meta.dirname, '..', '..'),
    entryPoints: ['server/main.ts'],
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
