/**
 * `npm run flame -- [--server FILE] [--out DIR]` draws where the main thread of the server spends its time: `cold.svg`,
 * from the spawn to all findings of 1,000 developers, and `edit.svg`, 60 keystrokes in a registry of 5,000 steps. Of a
 * build without `--production`, whose functions have their names.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { flameGraph } from './flame/graph.js';
import { readProfile } from './flame/profile.js';
import { registryPath } from './generate.js';
import { OpenDocument } from './speed/openDocument.js';
import { ServerProcess } from './speed/serverProcess.js';
import { longTreeOf, type Tree, treeOf } from './speed/trees.js';

const KEYSTROKES = 60;
const WARMING_KEYSTROKES = 20;
const TYPED_AFTER = '"""\n';

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: join('dist', 'server.js') },
    out: { type: 'string', default: join('docs', 'images') },
    folder: { type: 'string', default: join(tmpdir(), 'cursus-step-registry-bench') },
  },
});
mkdirSync(values.folder, { recursive: true });
mkdirSync(values.out, { recursive: true });
await draw('cold', 'A cold start, 1,000 developers', treeOf(values.folder, 1000));
await draw('edit', `${KEYSTROKES} keystrokes, 5,000 steps`, longTreeOf(values.folder, 5000), type);

/** @param use what is done when all findings are published, and the only thing that is drawn */
async function draw(
  name: string,
  title: string,
  { root }: Tree,
  use?: (server: ServerProcess, root: string) => Promise<number>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cursus-flame-'));
  const profiling = ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-interval', '500'];
  const server = new ServerProcess([
    process.execPath,
    ...profiling,
    resolve(values.server),
    '--stdio',
  ]);
  const settled = server.next('cursus/registryChanged');
  await server.initialize(root);
  await settled;
  const from = await use?.(server, root);
  await server.stop();
  const file = join(values.out, `flame-${name}.svg`);
  writeFileSync(file, flameGraph(title, readProfile(folder, from)));
  rmSync(folder, { recursive: true });
  console.log(file);
}

/** A line break typed above all entries, and taken back. */
async function type(server: ServerProcess, root: string): Promise<number> {
  const document = new OpenDocument(server, root, registryPath(0));
  await server.request('cursus/settled', null);
  let from = 0;
  for (let i = 0; i < WARMING_KEYSTROKES + KEYSTROKES; i++) {
    if (i === WARMING_KEYSTROKES) from = Number(process.hrtime.bigint() / 1000n);
    await document.untilPublished(() =>
      i % 2 === 0 ? document.type(TYPED_AFTER, '\n') : document.untype(TYPED_AFTER, '\n'),
    );
  }
  return from;
}
