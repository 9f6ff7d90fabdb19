/**
 * Compares our reading of Python files with CPython's tokenize and ast, and @lezer/python's with both.
 *
 *     node scripts/run.mjs test/bench/referee.ts [--show N] DIRECTORY_OR_FILE ...
 *
 * Exits with 1 if anything of ours differs.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Comparison } from '../support/comparison.js';
import { compareLezer } from '../support/lezer.js';
import { pythonFiles } from '../support/pythonFiles.js';
import { truthOf } from '../support/referee.js';

const SCRIPT = resolve('test', 'support', 'python', 'referee.py');

const args = process.argv.slice(2);
const showAt = args.indexOf('--show');
const show = showAt < 0 ? 20 : Number(args.splice(showAt, 2)[1]);
const paths = pythonFiles(args);
const truths = truthOf(paths, SCRIPT);
const ours = new Comparison();
const lezer = { falseErrors: 0, stringsMissed: 0, classesMissed: 0 };
paths.forEach((path, i) => {
  const truth = truths[i]!;
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  ours.add(path, text, truth);
  if (truth.error !== undefined) return;
  const difference = compareLezer(text, truth);
  lezer.falseErrors += difference.isRefused ? 1 : 0;
  lezer.stringsMissed += difference.stringsMissed;
  lezer.classesMissed += difference.classesMissed;
});

const { misses, ...counts } = ours;
console.log(JSON.stringify({ ...counts, misses: misses.length, lezer }, undefined, 1));
for (const miss of misses.slice(0, show)) console.log(miss);
if (misses.length > 0) process.exitCode = 1;
