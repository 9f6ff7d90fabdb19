/**
 * How long hostile texts take, at a size and at twice that size: any text as the tokens and statements of a Python file, and
 * whole registries, which are evaluated, too. In milliseconds of processor time, the better of two runs.
 *
 *     npm run adversarial [-- CHARACTERS, default 5,000,000] [--only WORDS]
 *
 * `--only`: texts with these words in their names.
 */
import { readSource } from '../../server/service/sources/index.js';
import { ADVERSARIAL } from '../support/adversarial.js';
import {
  LONG_PROGRAMS,
  LOOPING_PROGRAMS,
  UNFOLDING_PROGRAMS,
} from '../support/hostileRegistries.js';

const ALLOWED = 500;
const PATH = 'ann/src/cursus_dev/registry/workspace_registry.py';
const ROLE = { kind: 'workspace-registry', directory: 'ann', root: 'ann' } as const;

const args = process.argv.slice(2);
const onlyAt = args.indexOf('--only');
const only = onlyAt < 0 ? '' : args.splice(onlyAt, 2)[1]!;
const size = Number(args[0] ?? 5_000_000);
const million = (characters: number) => `${(characters / 1e6).toFixed(1)} M`;

type Growing = readonly [name: string, make: (size: number) => string];

const isAsked = ([name]: readonly [string, unknown]) => name.includes(only);
const everyGrowing: readonly Growing[] = [
  ...ADVERSARIAL,
  // The name makes a registry of it, so that it is evaluated.
  ...ADVERSARIAL.map(
    ([name, make]): Growing => [
      `${name}, evaluated`,
      length => `LOCAL_STEPS = {}\n${make(length)}`,
    ],
  ),
  ...LONG_PROGRAMS,
];
const growing = everyGrowing.filter(isAsked);
const short = [...UNFOLDING_PROGRAMS, ...LOOPING_PROGRAMS].filter(isAsked);
const slow: string[] = [];
const note = (name: string, spent: number) => {
  if (spent > ALLOWED) slow.push(name);
};

console.log(`| text | ${million(size)} ms | ${million(2 * size)} ms | ratio |`);
console.log('|---|---:|---:|---:|');
for (const [name, make] of growing) {
  const once = cost(make(size));
  const twice = cost(make(2 * size));
  note(name, once);
  const ratio = twice / once;
  console.log(`| ${name} | ${once.toFixed(0)} | ${twice.toFixed(0)} | ${ratio.toFixed(1)} |`);
}
console.log('\n| short program | ms |');
console.log('|---|---:|');
for (const [name, text] of short) {
  const spent = cost(text);
  note(name, spent);
  console.log(`| ${name} | ${spent.toFixed(0)} |`);
}
const count = growing.length + short.length;
console.log(`\n${count} texts, ${slow.length} over ${ALLOWED} ms: ${slow.join('; ') || 'none'}`);

function cost(text: string): number {
  const spent = [0, 1].map(() => {
    globalThis.gc?.();
    const before = process.cpuUsage();
    readSource({ path: PATH, role: ROLE, text });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...spent);
}
