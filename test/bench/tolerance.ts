/**
 * How much of a registry survives while another part of it is broken, as a Markdown table.
 *
 *     node scripts/run.mjs test/bench/tolerance.ts [--losses N] [--only KIND] [FILE.py ...]
 *
 * Without files: the registries of test/fixtures/registries.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAMAGE_KINDS } from '../support/damage.js';
import { newTexts } from '../support/newTexts.js';
import { readRegistry } from '../support/registryModule.js';
import { Tally, ToleranceMeter, TYPING_KINDS } from '../support/tolerance.js';
import { typed, typedWithClosing } from '../support/typing.js';

const FIXTURES = join('test', 'fixtures', 'registries');

const args = process.argv.slice(2);
const losses = Number(option('--losses') ?? 0);
const only = option('--only');
const files = args.length > 0 ? args : readdirSync(FIXTURES).map(name => join(FIXTURES, name));
const texts = files.filter(file => file.endsWith('.py')).map(file => readFileSync(file, 'utf8'));

const rows: [name: string, tally: Tally][] = [];
for (const [kind, what, gaps] of TYPING_KINDS) {
  for (const [how, states] of [
    ['', typed],
    [', brackets and quotes closed by the editor', typedWithClosing],
  ] as const) {
    const name = kind + how;
    if (only !== undefined && only !== name) continue;
    const tally = new Tally();
    for (const text of texts) {
      const meter = new ToleranceMeter(text, readRegistry);
      const inserted = newTexts(text)[what].flatMap(states);
      for (const at of gaps(meter)) {
        for (const state of inserted) {
          meter.measure({ at, removed: 0, inserted: `${state}\n` }, tally, true, losses);
        }
      }
    }
    rows.push([name, tally]);
  }
}
for (const kind of DAMAGE_KINDS) {
  if (only !== undefined && only !== kind.name) continue;
  const tally = new Tally();
  for (const text of texts) {
    const meter = new ToleranceMeter(text, readRegistry);
    for (const damage of kind.damages(text)) meter.measure(damage, tally, false, losses);
  }
  rows.push([kind.name, tally]);
}

console.log(
  '| damage | states | other entries kept | later tables intact | later classes intact |',
);
console.log('|---|---:|---:|---:|---:|');
for (const [name, tally] of rows) {
  const cells = [
    name,
    tally.states.toLocaleString('en'),
    percent(tally.entriesKept, tally.entries),
    percent(tally.laterTablesKept, tally.laterTables),
    percent(tally.laterClassesKept, tally.laterClasses),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
for (const [name, tally] of rows) {
  for (const loss of tally.losses) {
    const { at, removed, inserted } = loss.damage;
    console.log(`\n${name}: at ${at}, -${removed}, +${JSON.stringify(inserted)}`);
    console.log(`  line: ${loss.line}`);
    console.log(`  lost: ${loss.missing.length}: ${loss.missing.slice(0, 6).join(', ')}`);
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}

function option(name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
}
