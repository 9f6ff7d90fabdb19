/**
 * How many planted mistakes are found: each alone, by an edit of one intact tree in memory.
 *
 *     npm run recall -- [--root DIR ...] [--each N] [--seed N] [--misses N] [--write]
 *
 * Without --root: the fixtures. At most `--each` defects of one kind in one tree. `--write` puts the table into docs/recall.md in place of the one that is there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomNumbers } from '../support/mutations.js';
import { TestBed } from './recall/bed.js';
import { defectsOf } from './recall/kinds.js';
import { type Count, countsTable } from './recall/table.js';
import { textsOf, withWorkspaces } from './recall/texts.js';

const FIXTURES = join('test', 'fixtures');
const TABLE = /^\| mistake .*\n(?:\|.*\n)+/m;
const { values } = parseArgs({
  options: {
    root: { type: 'string', multiple: true },
    each: { type: 'string', default: '70' },
    seed: { type: 'string', default: '1' },
    misses: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});
const roots = [join(FIXTURES, 'team'), join(FIXTURES, 'today'), ...(values.root ?? [])];
const counts = new Map<string, Count>();
const misses: string[] = [];

for (const root of roots) {
  const bed = new TestBed(withWorkspaces(textsOf(root)));
  const random = randomNumbers(Number(values.seed));
  const tried = new Map<string, number>();
  const shuffled = defectsOf(bed, random)
    .map(defect => ({ defect, order: random() }))
    .sort((a, b) => a.order - b.order);
  for (const { defect } of shuffled) {
    const soFar = tried.get(defect.kind) ?? 0;
    if (soFar >= Number(values.each)) continue;
    tried.set(defect.kind, soFar + 1);
    const outcome = bed.try(defect);
    const count = counts.get(defect.kind) ?? {
      planted: 0,
      found: 0,
      asked: 0,
      suggested: 0,
      extra: 0,
    };
    count.planted++;
    if (outcome.found) count.found++;
    if (outcome.suggested !== undefined) count.asked++;
    if (outcome.suggested === true) count.suggested++;
    if (outcome.extra.length > 0) count.extra++;
    counts.set(defect.kind, count);
    if (outcome.found && outcome.suggested !== false && outcome.extra.length === 0) continue;
    const [edit] = defect.edits;
    misses.push(
      `${basename(root)}: ${defect.kind}: ${edit!.path}@${edit!.start} ${JSON.stringify(edit!.text.slice(0, 60))}, meant ${defect.meant ?? '-'}\n  found ${outcome.found}, said: ${outcome.said.slice(0, 4).join('; ')}`,
    );
  }
}

const table = countsTable(counts);
console.log(table);
for (const miss of misses.slice(0, Number(values.misses))) console.log(miss);
if (values.write) {
  const page = join('docs', 'recall.md');
  writeFileSync(page, readFileSync(page, 'utf8').replace(TABLE, `${table}\n`));
}
