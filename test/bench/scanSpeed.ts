/**
 * Throughput of the scanner beside @lezer/python and plain reading, first pass (a fresh process each time) and warm.
 *
 *     node scripts/run.mjs test/bench/scanSpeed.ts [--rounds N] DIRECTORY ...
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parser } from '@lezer/python';
import { lex } from '../../server/service/sources/python/lexer.js';
import { readStatements } from '../../server/service/sources/python/statements.js';
import { findSyntaxProblems } from '../../server/service/sources/python/syntax.js';
import { pythonFiles } from '../support/pythonFiles.js';

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  tokens: text => lex(text),
  'tokens and statements': text => readStatements(lex(text)),
  'tokens, statements and syntax problems': text => {
    const tokens = lex(text);
    return findSyntaxProblems(tokens, readStatements(tokens));
  },
  '@lezer/python': text => parser.parse(text),
};
const PLAIN_READ = 'plain read';
const WARM_PASSES = 3;

const args = process.argv.slice(2);
if (args[0] === '--measure') {
  measure(args[1]!, args.slice(2));
} else {
  const rounds = Number(args[0] === '--rounds' ? args.splice(0, 2)[1] : 5);
  report(rounds, args);
}

/** Prints first and warm MB/s of one reader. */
function measure(name: string, directories: string[]): void {
  const paths = pythonFiles(directories);
  const started = performance.now();
  const texts = paths.map(path => readFileSync(path, 'utf8'));
  const reading = performance.now() - started;
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  // What reading the files left behind is not charged to the first reader.
  globalThis.gc?.();
  const read = READERS[name];
  const passes =
    read === undefined
      ? [reading]
      : Array.from({ length: 1 + WARM_PASSES }, () => pass(read, texts));
  const warm = Math.min(...passes.slice(1), passes[0]!);
  console.log(
    JSON.stringify({ first: (1000 * megabytes) / passes[0]!, warm: (1000 * megabytes) / warm }),
  );
}

function pass(read: (text: string) => unknown, texts: readonly string[]): number {
  const started = performance.now();
  for (const text of texts) read(text);
  return performance.now() - started;
}

function report(rounds: number, directories: string[]): void {
  const names = [PLAIN_READ, ...Object.keys(READERS)];
  const results = new Map(
    names.map(name => [name, { first: [] as number[], warm: [] as number[] }]),
  );
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const run = spawnSync(
        process.execPath,
        ['--expose-gc', process.argv[1]!, '--measure', name, ...directories],
        { encoding: 'utf8' },
      );
      if (run.status !== 0) throw new Error(run.stderr);
      const { first, warm } = JSON.parse(run.stdout) as { first: number; warm: number };
      results.get(name)!.first.push(first);
      results.get(name)!.warm.push(warm);
    }
  }
  const lezer = results.get('@lezer/python')!;
  console.log('| reader | first pass MB/s [min..max] | beside lezer | warm MB/s | beside lezer |');
  console.log('|---|---:|---:|---:|---:|');
  for (const [name, { first, warm }] of results) {
    const range = `${median(first).toFixed(1)} [${Math.min(...first).toFixed(0)}..${Math.max(...first).toFixed(0)}]`;
    const ratio = (ours: number[], theirs: number[]) =>
      `${(median(ours) / median(theirs)).toFixed(1)}x`;
    const cells = [
      name,
      range,
      ratio(first, lezer.first),
      median(warm).toFixed(1),
      ratio(warm, lezer.warm),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
