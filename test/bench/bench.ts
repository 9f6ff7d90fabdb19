/**
 * Measures the built server on generated trees, beside what its times are compared with: everything in one run, in
 * turns, so that whatever else the machine does falls on all alike.
 *
 *     npm run bench -- [--quick] [--docs] [--rounds N] [--json FILE] [--plot FILE] [--server FILE] [--folder DIR]
 *                      [--fetch-pyright] [--python-original DIR] [--repository NAME=DIR]...
 *
 * `--quick` takes small trees and fails where a ratio is much worse than it usually is. `--docs` puts tables and plot into
 * docs/capacity.md. Pyright is measured where it is found (see speed/pyright.ts; `--fetch-pyright` installs the pinned one
 * beside the trees), the Python original where its sources (the folder that holds `cursus`) are given and python3 is there.
 * A repository is one that is not generated. Memory and CPU need /proc.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failuresOf, ratiosOf } from './speed/checks.js';
import { writeDocs } from './speed/docs.js';
import { plotOf } from './speed/plot.js';
import { fetchPyright, findPyright } from './speed/pyright.js';
import { answerReference } from './speed/references.js';
import { FULL, measureAll, QUICK } from './speed/run.js';
import { tableOf } from './speed/table.js';

if (process.argv[2] === '--reference') {
  answerReference(process.argv[3]!, process.argv[4]!);
} else {
  await main();
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      json: { type: 'string' },
      plot: { type: 'string' },
      server: { type: 'string', default: join('dist', 'server.js') },
      folder: { type: 'string', default: join(tmpdir(), 'cursus-step-registry-bench') },
      'fetch-pyright': { type: 'boolean', default: false },
      'python-original': { type: 'string' },
      repository: { type: 'string', multiple: true, default: [] },
    },
  });
  const server = resolve(values.server);
  if (!existsSync(server)) {
    console.error(`there is no ${server}: npm run build -- --production`);
    process.exitCode = 2;
    return;
  }
  mkdirSync(values.folder, { recursive: true });
  if (values['fetch-pyright']) fetchPyright(values.folder);
  const extent = values.quick ? QUICK : FULL;
  const measured = await measureAll({
    extent: values.rounds === undefined ? extent : { ...extent, rounds: Number(values.rounds) },
    folder: values.folder,
    server: [process.execPath, server, '--stdio'],
    pyright: findPyright(values.folder),
    original: values['python-original'],
    repositories: new Map(values.repository.map(named)),
  });
  console.log(tableOf(measured));
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(measured, undefined, 2)}\n`);
  }
  if (values.plot !== undefined) writeFileSync(values.plot, plotOf(measured));
  if (values.docs) writeDocs(measured);
  if (!values.quick) return;
  console.log(`\n${ratiosOf(measured).join('\n')}`);
  if (failuresOf(measured).length > 0) process.exitCode = 1;
}

function named(given: string): [name: string, root: string] {
  const at = given.indexOf('=');
  const root = resolve(given.slice(at + 1));
  return [at < 0 ? root : given.slice(0, at), root];
}
