/**
 * Compares the core registry as we read it with the one that the checkout's own code builds, step by step and field by field,
 * as a Markdown table.
 *
 *     npm run core-registry -- CHECKOUT ...
 *
 * Needs python3, with PyYAML where the core is made of interface files. Exits with 1 if anything differs.
 */
import { spawnSync } from 'node:child_process';
import { basename, resolve } from 'node:path';
import { mainProject } from '../../server/commands/openedRoot.js';
import { openRoot } from '../../server/openRoot.js';
import { exportRegistry } from '../../server/service/report/export.js';

const SCRIPT = resolve('test', 'support', 'python', 'execute_core.py');
const SILENT = { warn: () => undefined } as never;

type Steps = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

let differing = 0;
console.log('| checkout | core is in | steps | values | differences |');
console.log('|---|---|---:|---:|---:|');
for (const checkout of process.argv.slice(2)) {
  const { stdout } = spawnSync('python3', [SCRIPT, checkout], { encoding: 'utf8' });
  const real = JSON.parse(stdout) as { error: string | null; steps: Steps };
  if (real.error !== null) {
    console.log(`| ${basename(checkout)} | cannot be executed: ${real.error} | | | |`);
    continue;
  }
  const opened = await openRoot({ root: resolve(checkout), workspacesRoots: [] }, SILENT);
  const { core } = exportRegistry(mainProject(opened).view);
  const { values, differences } = compare(core.steps as Steps, real.steps);
  differing += differences.length;
  const count = Object.keys(real.steps).length;
  console.log(
    `| ${basename(checkout)} | ${core.source} | ${count} | ${values} | ${differences.length} |`,
  );
  for (const difference of differences.slice(0, 20)) console.error(difference);
}
process.exit(differing > 0 ? 1 : 0);

function compare(read: Steps, real: Steps): { values: number; differences: string[] } {
  const differences: string[] = [];
  let values = 0;
  for (const name of new Set([...Object.keys(read), ...Object.keys(real)])) {
    const [ours, theirs] = [read[name], real[name]];
    if (ours === undefined || theirs === undefined) {
      differences.push(`${name}: ${ours === undefined ? 'not read' : 'read, is not there'}`);
      continue;
    }
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      values++;
      const [a, b] = [JSON.stringify(ours[key]), JSON.stringify(theirs[key])];
      if (a !== b) differences.push(`${name}.${key}: read ${a}, is ${b}`);
    }
  }
  return { values, differences };
}
