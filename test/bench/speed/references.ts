/** What the server's times are compared with: each in a fresh process, on the same bytes. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@lezer/python';
import { readSource } from '../../../server/service/sources/index.js';
import { lex } from '../../../server/service/sources/python/lexer.js';
import { readStatements } from '../../../server/service/sources/python/statements.js';

const REGISTRY_FILE = 'workspace_registry.py';
const WARM_SCANS = 40;

const MEASURES: Readonly<Record<string, (root: string) => number>> = {
  floor: root => timed(() => textsOf(root)),
  scan: root => timed(() => textsOf(root, '.py').map(text => readStatements(lex(text)))),
  lezer: root => timed(() => textsOf(root, '.py').map(text => parser.parse(text))),
  registries: root => timed(() => textsOf(root, REGISTRY_FILE).map(readRegistry)),
  'warm-scan': file => warmScan(readFileSync(file, 'utf8')),
};

/** Runs one measure in a process of its own: milliseconds. */
export function referenceTime(measure: string, path: string): number {
  const run = spawnSync(process.execPath, [process.argv[1]!, '--reference', measure, path], {
    encoding: 'utf8',
    maxBuffer: 1e6,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
}

/** The other side of {@link referenceTime}. */
export function answerReference(measure: string, path: string): void {
  process.stdout.write(String(MEASURES[measure]!(path)));
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
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

/** The median of one file, once the code is hot. */
function warmScan(text: string): number {
  const times = Array.from({ length: WARM_SCANS }, () => timed(() => readStatements(lex(text))));
  return times.slice(WARM_SCANS / 2).sort((a, b) => a - b)[WARM_SCANS >> 2]!;
}
