/** What the server's times are compared with: each in a fresh process, on the same bytes. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@lezer/python';
import { builtinCore } from '../../../server/service/project/builtinCore.js';
import { createLayout } from '../../../server/service/project/layout.js';
import type { IndexedFile } from '../../../server/service/project/project.js';
import { ProjectIndex } from '../../../server/service/project/projectIndex.js';
import { readSource } from '../../../server/service/sources/index.js';
import { lex } from '../../../server/service/sources/python/lexer.js';
import { readStatements } from '../../../server/service/sources/python/statements.js';
import { percentile } from './statistics.js';

const REGISTRY_FILE = 'workspace_registry.py';
const WARM_SCANS = 40;
const layout = createLayout();

/** What one process tells about its work. */
export interface ReferenceResult {
  readonly milliseconds: number;
  /** CPU of the same, all threads; for memory bytes in place of it. */
  readonly cpu: number;
}

const MEASURES: Readonly<Record<string, (root: string) => ReferenceResult>> = {
  floor: root => timed(() => textsOf(root)),
  scan: root => timed(() => textsOf(root, '.py').map(text => readStatements(lex(text)))),
  lezer: root => timed(() => textsOf(root, '.py').map(text => parser.parse(text))),
  registries: root => timed(() => textsOf(root, REGISTRY_FILE).map(readRegistry)),
  facts: root => timed(() => [...filesUnder(root)].map(path => factsOf(root, path))),
  'warm-scan': file => warmScan(readFileSync(file, 'utf8')),
  'index memory': root => indexMemory(root, ''),
  'registry memory': root => indexMemory(root, REGISTRY_FILE),
};

/** Runs one measure in a process of its own. */
export function reference(measure: string, path: string): ReferenceResult {
  const command = ['--expose-gc', process.argv[1]!, '--reference', measure, path];
  const run = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e6 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as ReferenceResult;
}

/** The other side of {@link reference}. */
export function answerReference(measure: string, path: string): void {
  process.stdout.write(JSON.stringify(MEASURES[measure]!(path)));
}

function timed(work: () => unknown): ReferenceResult {
  const before = process.cpuUsage();
  const started = performance.now();
  work();
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { milliseconds, cpu: (user + system) / 1000 };
}

function factsOf(root: string, path: string): IndexedFile | undefined {
  const relative = path.slice(root.length + 1);
  const role = layout(relative);
  if (role === undefined) return undefined;
  const facts = readSource({ path: relative, role, text: readFileSync(path, 'utf8') });
  return { uri: `file://${path}`, path: relative, role, facts };
}

/** Bytes that the index holds for each 1,000 declarations, with the files of such an ending in it. */
function indexMemory(root: string, ending: string): ReferenceResult {
  const paths = [...filesUnder(root)].filter(path => path.endsWith(ending));
  // What is made once, whatever the size of the tree, is no part of it.
  for (const path of paths.slice(0, 20)) factsOf(root, path);
  const before = heldBytes();
  const index = new ProjectIndex({ file: builtinCore().file, description: '' });
  let declarations = 0;
  for (const path of paths) {
    const file = factsOf(root, path);
    if (file === undefined) continue;
    index.replace(file);
    for (const table of file.facts.tables) declarations += table.declarations.length;
  }
  index.takeChanges();
  const bytes = heldBytes() - before;
  if (index.names().size === 0) throw new Error('the index is empty');
  return { milliseconds: 0, cpu: (bytes / declarations) * 1000 };
}

function heldBytes(): number {
  globalThis.gc!();
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

function textsOf(root: string, ending = ''): string[] {
  return [...filesUnder(root)]
    .filter(path => path.endsWith(ending))
    .map(path => readFileSync(path, 'utf8'));
}

function readRegistry(text: string): unknown {
  const role = { kind: 'workspace-registry', directory: 'dev', root: 'dev' } as const;
  return readSource({ path: `dev/src/cursus_dev/registry/${REGISTRY_FILE}`, role, text });
}

/** Of one file, once the code is hot: the median time, and the CPU of one scan. */
function warmScan(text: string): ReferenceResult {
  const scan = (): unknown => readStatements(lex(text));
  for (let i = 0; i < WARM_SCANS; i++) scan();
  const times: number[] = [];
  const { cpu } = timed(() => {
    for (let i = 0; i < WARM_SCANS; i++) times.push(timed(scan).milliseconds);
  });
  return { milliseconds: percentile(times, 0.5), cpu: cpu / WARM_SCANS };
}
