/**
 * How many damaged texts that CPython refuses get a syntax problem from us, and how many that it accepts get one, as a
 * Markdown table.
 *
 *     node scripts/run.mjs test/bench/syntaxRecall.ts [--count N] [--seed N] [--show N] [FILE.py ...]
 *
 * Without files: the registries and modules of test/fixtures.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lex } from '../../server/service/sources/python/lexer.js';
import { readStatements } from '../../server/service/sources/python/statements.js';
import { findSyntaxProblems } from '../../server/service/sources/python/syntax.js';
import { compileAll } from '../support/compile.js';
import { MUTATION_NAMES, mutated } from '../support/mutations.js';

const FIXTURES = join('test', 'fixtures', 'registries');
const COMPILE = resolve('test', 'support', 'python', 'compile_texts.py');

const args = process.argv.slice(2);
const count = Number(option('--count') ?? 400);
const seed = Number(option('--seed') ?? 1);
const show = Number(option('--show') ?? 0);
const files = args.length > 0 ? args : readdirSync(FIXTURES).map(name => join(FIXTURES, name));
const texts = files.filter(file => file.endsWith('.py')).map(file => readFileSync(file, 'utf8'));

console.log('| damage | refused by CPython | reported | accepted by CPython | reported |');
console.log('|---|---:|---:|---:|---:|');
const total = { refused: 0, found: 0, accepted: 0, falseAlarms: 0 };
const examples: string[] = [];
for (const kind of MUTATION_NAMES) {
  const row = { refused: 0, found: 0, accepted: 0, falseAlarms: 0 };
  const damaged = texts.flatMap((text, i) =>
    mutated(text, kind, count, seed * 1000 + i).map(copy => ({ text, copy })),
  );
  const reasons = compileAll(
    damaged.map(({ copy }) => copy),
    COMPILE,
  );
  damaged.forEach(({ text, copy }, i) => {
    const tokens = lex(copy);
    const problem = findSyntaxProblems(tokens, readStatements(tokens))[0];
    const reason = reasons[i]!;
    row[reason === null ? 'accepted' : 'refused']++;
    if (problem !== undefined) row[reason === null ? 'falseAlarms' : 'found']++;
    if ((reason === null) === (problem === undefined)) return;
    examples.push(
      `${kind}: ${reason ?? `false alarm: ${problem?.message}`}\n${difference(text, copy)}`,
    );
  });
  print(kind, row);
  for (const key of Object.keys(row) as (keyof typeof row)[]) total[key] += row[key];
}
print('all', total);
for (const example of examples.slice(0, show)) console.log(`\n${example}`);

function print(name: string, row: typeof total): void {
  const cells = [name, row.refused, percent(row.found, row.refused), row.accepted, row.falseAlarms];
  console.log(`| ${cells.join(' | ')} |`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}

function difference(before: string, after: string): string {
  let at = 0;
  while (before[at] === after[at] && at < before.length) at++;
  const from = before.lastIndexOf('\n', before.lastIndexOf('\n', at) - 1) + 1;
  return `--- before\n${before.slice(from, at + 90)}\n--- after\n${after.slice(from, at + 90)}`;
}

function option(name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
}
