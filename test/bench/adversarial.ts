/**
 * How long hostile texts take, at a size and at twice that size.
 *
 *     node scripts/run.mjs test/bench/adversarial.ts [CHARACTERS, default 5,000,000]
 */
import { lex } from '../../server/service/sources/python/lexer.js';
import { readStatements } from '../../server/service/sources/python/statements.js';
import { ADVERSARIAL } from '../support/adversarial.js';

const size = Number(process.argv[2] ?? 5_000_000);
const million = (characters: number) => `${(characters / 1e6).toFixed(1)} M`;
console.log(`| text | ${million(size)} ms | ${million(2 * size)} ms | ratio |`);
console.log('|---|---:|---:|---:|');
for (const [name, make] of ADVERSARIAL) {
  const once = fastest(make(size));
  const twice = fastest(make(2 * size));
  console.log(
    `| ${name} | ${once.toFixed(0)} | ${twice.toFixed(0)} | ${(twice / once).toFixed(1)} |`,
  );
}

function fastest(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 2; round++) {
    const started = performance.now();
    readStatements(lex(text));
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
