/** What others may do to the files of a project, and how long a change then takes to be seen. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { registryPath, workspaceFolder } from '../generate.js';
import { Samples } from './samples.js';
import { ServerProcess } from './serverProcess.js';
import { coldStart } from './sessions.js';
import { percentile } from './statistics.js';
import type { Tree } from './trees.js';

const CHANGES = 20;
const JUNK_EVERY_MS = 100;
const CREATED = 1;
const CHANGED = 2;
const BURSTS = 100;
const BURST = 1000;
const CAP = 100;

interface FileEvent {
  readonly uri: string;
  readonly type: number;
}

/** Changes on disk, alone and beside a program that writes junk; then 100,000 changes at once. */
export async function storms(
  command: readonly string[],
  tree: Tree,
  samples: Samples,
): Promise<void> {
  const server = new ServerProcess(command);
  const settled = server.next('cursus/registryChanged');
  await server.initialize(tree.root);
  await settled;
  samples.add('disk change p95', tree.name, await changes(server, tree));
  const junk = new Junk(server, tree);
  samples.add('disk change with junk p95', tree.name, await changes(server, tree));
  junk.stop();
  await server.request('cursus/settled', null);
  const before = server.use();
  const started = performance.now();
  for (let burst = 0; burst < BURSTS; burst++) {
    tell(
      server,
      Array.from({ length: BURST }, (_, i) => ({ uri: uriOf(tree, i), type: CHANGED })),
    );
  }
  await server.request('cursus/settled', null);
  samples.add('100,000 changes', tree.name, performance.now() - started);
  const after = server.use();
  if (before !== undefined && after !== undefined) {
    samples.add('100,000 changes cpu', tree.name, (after.cpuTicks - before.cpuTicks) * 10);
    samples.add(
      '100,000 changes memory',
      tree.name,
      after.residentMegabytes - before.residentMegabytes,
    );
  }
  await server.stop();
}

/** With fewer files allowed than there are. */
export async function capped(
  command: readonly string[],
  tree: Tree,
  samples: Samples,
): Promise<void> {
  const own = new Samples();
  const server = await coldStart(command, tree, own, { settings: { maxFiles: CAP } });
  await server.stop();
  samples.add('capped', tree.name, own.median('settled', tree.name));
  samples.add('capped memory', tree.name, own.median('peak memory', tree.name));
}

/** From the event to the findings that changed, the 95th percentile. */
async function changes(server: ServerProcess, tree: Tree): Promise<number> {
  const file = join(tree.root, registryPath(1));
  const text = readFileSync(file, 'utf8');
  const uri = pathToFileURL(file).href;
  const times: number[] = [];
  try {
    for (let i = 0; i < CHANGES; i++) {
      const published = server.next<{ uri: string }>(
        'textDocument/publishDiagnostics',
        params => params.uri === uri,
      );
      writeFileSync(file, `${'\n'.repeat(1 + (i % 2))}${text}`);
      const told = performance.now();
      tell(server, [{ uri, type: CHANGED }]);
      times.push((await published).at - told);
    }
  } finally {
    writeFileSync(file, text);
    tell(server, [{ uri, type: CHANGED }]);
    await server.request('cursus/settled', null);
  }
  return percentile(times, 0.95);
}

function tell(server: ServerProcess, events: readonly FileEvent[]): void {
  server.notify('workspace/didChangeWatchedFiles', { changes: events });
}

/** Half of them are files, half were never there. */
function uriOf(tree: Tree, i: number): string {
  const path = i % 2 ? registryPath(i % tree.size.developers) : `junk/file${i}.py`;
  return pathToFileURL(join(tree.root, path)).href;
}

/** Another program that writes into the folder of the registry. */
class Junk {
  readonly #timer: NodeJS.Timeout;
  readonly #written = new Set<string>();

  constructor(server: ServerProcess, tree: Tree) {
    const folder = join(tree.root, workspaceFolder(1), 'src/cursus_dev/registry');
    let count = 0;
    this.#timer = setInterval(() => {
      const file = join(folder, `junk${count++ % 50}.py`);
      this.#written.add(file);
      writeFileSync(file, `# ${count}\n`);
      tell(server, [{ uri: pathToFileURL(file).href, type: CREATED }]);
    }, JUNK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const file of this.#written) rmSync(file, { force: true });
  }
}
