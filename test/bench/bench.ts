/**
 * Measures the built server on generated trees, beside what its times are compared with: everything in one run, in
 * turns, so that whatever else the machine does falls on all alike.
 *
 *     npm run bench -- [--quick] [--rounds N] [--json FILE] [--plot FILE] [--server FILE] [--folder DIR]
 *
 * `--quick` takes small trees and fails where a ratio is twice what it was when it was set. PYRIGHT (a command that
 * starts a language server on stdio) is measured where it is given. Memory and CPU need /proc.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failuresOf } from './speed/checks.js';
import { plotOf } from './speed/plot.js';
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
      rounds: { type: 'string' },
      json: { type: 'string' },
      plot: { type: 'string' },
      server: { type: 'string', default: join('dist', 'server.js') },
      folder: { type: 'string', default: join(tmpdir(), 'cursus-step-registry-bench') },
    },
  });
  const server = resolve(values.server);
  if (!existsSync(server)) {
    console.error(`there is no ${server}: npm run build -- --production`);
    process.exitCode = 2;
    return;
  }
  mkdirSync(values.folder, { recursive: true });
  const extent = values.quick ? QUICK : FULL;
  const measured = await measureAll({
    extent: values.rounds === undefined ? extent : { ...extent, rounds: Number(values.rounds) },
    folder: values.folder,
    server: [process.execPath, server, '--stdio'],
    pyright: process.env.PYRIGHT?.split(' '),
  });
  console.log(tableOf(measured));
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(measured, undefined, 2)}\n`);
  }
  if (values.plot !== undefined) writeFileSync(values.plot, plotOf(measured));
  const failures = values.quick ? failuresOf(measured) : [];
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) process.exitCode = 1;
}
