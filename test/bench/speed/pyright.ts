/** Pyright as a language server on the same trees: what people use beside us. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { registryPath } from '../generate.js';
import { OpenDocument } from './openDocument.js';
import type { Samples } from './samples.js';
import { ServerProcess } from './serverProcess.js';
import { percentile } from './statistics.js';
import type { Tree } from './trees.js';

export const PYRIGHT_VERSION = '1.1.414';
const ENTRY = 'langserver.index.js';
const EDITS = 12;
const TYPED_AFTER = 'Makes the feature';

/** Where `--fetch-pyright` puts it: beside the trees, outside the project. */
function placeOf(folder: string): string {
  return join(folder, 'pyright');
}

/** Installs the pinned version. */
export function fetchPyright(folder: string): void {
  if (findPyright(folder) !== undefined) return;
  const args = ['install', '--no-audit', '--no-fund', '--prefix', placeOf(folder)];
  spawnSync('npm', [...args, `pyright@${PYRIGHT_VERSION}`], { stdio: 'inherit' });
}

/** The command that starts it: CURSUS_BENCH_PYRIGHT (its entry, or a folder of it), else what was fetched. */
export function findPyright(folder: string): readonly string[] | undefined {
  const named = process.env.CURSUS_BENCH_PYRIGHT;
  const places = [
    ...(named === undefined ? [] : [named, join(named, 'node_modules', 'pyright')]),
    join(placeOf(folder), 'node_modules', 'pyright'),
  ];
  for (const place of places) {
    if (!existsSync(place)) continue;
    const entry = statSync(place).isDirectory() ? join(place, ENTRY) : place;
    if (existsSync(entry)) return [process.execPath, entry, '--stdio'];
  }
  return undefined;
}

/** Its start, an edit of a registry, and its first answer about the whole tree. */
export async function pyrightSession(
  command: readonly string[],
  tree: Tree,
  samples: Samples,
): Promise<void> {
  const server = new ServerProcess(command);
  samples.add('pyright initialize', tree.name, await server.initialize(tree.root));
  const document = new OpenDocument(server, tree.root, registryPath(0));
  await document.untilPublished(() => document.type(TYPED_AFTER, 'x'));
  document.untype(TYPED_AFTER, 'x');
  const before = server.use();
  const times: number[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const typed = 'x'.repeat(edit + 1);
    times.push(
      await document.untilPublished(() => document.type(`${TYPED_AFTER}${typed.slice(1)}`, 'x')),
    );
  }
  const after = server.use();
  samples.add('pyright keystroke', tree.name, percentile(times, 0.5));
  if (before !== undefined && after !== undefined) {
    samples.add(
      'pyright keystroke cpu',
      tree.name,
      ((after.cpuTicks - before.cpuTicks) * 10) / EDITS,
    );
  }
  await server.request('workspace/symbol', { query: 'StepBuilder' });
  samples.add('pyright first symbols', tree.name, performance.now() - server.spawned);
  const use = server.use();
  if (use !== undefined) samples.add('pyright memory', tree.name, use.residentMegabytes);
  await server.stop();
}
