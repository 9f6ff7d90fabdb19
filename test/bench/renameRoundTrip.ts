/**
 * Renames every step of the core of a tree and back: the bytes must be the same, and the findings after the rename too.
 *
 *     npm run renames -- --root DIR ...
 *
 * Works on copies. Without --root: the fixtures.
 */
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINE } from '../../server/host/engine.js';
import { type RoundTrip, renameRoundTrips } from '../support/renameRoundTrip.js';
import { removeTree, temporaryTree } from '../support/tree.js';

const FIXTURES = join('test', 'fixtures');
const { values } = parseArgs({ options: { root: { type: 'string', multiple: true } } });
const rows: string[] = [];
let failures = 0;

for (const root of values.root ?? [join(FIXTURES, 'team'), join(FIXTURES, 'today')]) {
  const copy = temporaryTree();
  try {
    cpSync(root, copy, { recursive: true, filter: file => basename(file) !== '.git' });
    const trips: RoundTrip[] = [];
    await renameRoundTrips(copy, { version: '0.0.0', engine: ENGINE }, trip => {
      trips.push(trip);
      for (const complaint of trip.complaints) console.log(`${root}: ${trip.step}: ${complaint}`);
    });
    const sum = (of: (trip: RoundTrip) => number): number =>
      trips.reduce((total, trip) => total + of(trip), 0);
    const good = trips.filter(trip => trip.complaints.length === 0).length;
    failures += trips.length - good;
    rows.push(
      `| ${basename(root)} | ${trips.length} | ${sum(trip => trip.places)} | ${sum(trip => trip.files)} | ${good} |`,
    );
  } finally {
    removeTree(copy);
  }
}

console.log(
  '| tree | core steps | places edited | files edited | there and back without a difference |',
);
console.log('| --- | ---: | ---: | ---: | ---: |');
console.log(rows.join('\n'));
process.exitCode = failures > 0 ? 1 : 0;
