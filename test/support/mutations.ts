import { apply, type Damage, endOfLine, lineStarts } from './damage.js';

/** Seeded numbers from 0 to 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WORDS = [
  'if',
  'for',
  'in',
  'else',
  'lambda',
  'def',
  'class',
  'return',
  'import',
  'as',
  'not',
  'x',
  '1',
  '"s"',
];
const MARKS = [...'()[]{}\'",:=.+*-/@#\\;!$ '];

type Mutation = (text: string, random: () => number) => Damage;

const MUTATIONS: readonly (readonly [name: string, mutate: Mutation])[] = [
  ['delete a character', (text, random) => remove(pick(text, random), 1)],
  ['delete a mark', (text, random) => remove(pickOf(text, /[()[\]{}"',:=.]/g, random), 1)],
  [
    'double a character',
    (text, random) => {
      const at = pick(text, random);
      return insert(at, text[at] ?? '');
    },
  ],
  ['insert a mark', (text, random) => insert(pick(text, random), choose(MARKS, random))],
  ['insert a word', (text, random) => insert(pick(text, random), ` ${choose(WORDS, random)} `)],
  [
    'delete a word',
    (text, random) => {
      const at = pickOf(text, /\b\w+\b/g, random);
      return remove(at, /^\w*/.exec(text.slice(at))![0].length);
    },
  ],
  [
    'replace a mark',
    (text, random) => ({
      at: pickOf(text, /[()[\]{}"',:=.]/g, random),
      removed: 1,
      inserted: choose(MARKS, random),
    }),
  ],
  [
    'cut the line',
    (text, random) => {
      const at = pick(text, random);
      return remove(at, endOfLine(text, at) - at);
    },
  ],
  [
    'cut the file',
    (text, random) => {
      const at = pick(text, random);
      return remove(at, text.length - at);
    },
  ],
  [
    'delete the line',
    (text, random) => {
      const at = choose(lineStarts(text), random);
      return remove(at, endOfLine(text, at) + 1 - at);
    },
  ],
  ['join two lines', (text, random) => remove(pickOf(text, /\n/g, random), 1)],
  ['break a line', (text, random) => insert(pick(text, random), '\n')],
  ['indent a line further', (text, random) => insert(choose(lineStarts(text), random), '  ')],
  [
    'indent a line less',
    (text, random) => {
      const at = pickOf(text, /^[ \t]/gm, random);
      return remove(at, 1);
    },
  ],
  [
    'swap two lines',
    (text, random) => {
      const at = choose(lineStarts(text), random);
      const middle = endOfLine(text, at) + 1;
      const end = endOfLine(text, middle) + 1;
      return { at, removed: end - at, inserted: text.slice(middle, end) + text.slice(at, middle) };
    },
  ],
];

export const MUTATION_NAMES = MUTATIONS.map(([name]) => name);

/** `count` damaged copies of a text for each kind of mutation. */
export function mutated(text: string, kind: string, count: number, seed: number): string[] {
  const mutate = MUTATIONS.find(([name]) => name === kind)![1];
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => apply(text, mutate(text, random)));
}

function remove(at: number, removed: number): Damage {
  return { at, removed, inserted: '' };
}

function insert(at: number, inserted: string): Damage {
  return { at, removed: 0, inserted };
}

function choose<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)]!;
}

function pick(text: string, random: () => number): number {
  return Math.floor(random() * text.length);
}

function pickOf(text: string, pattern: RegExp, random: () => number): number {
  return choose([...text.matchAll(pattern)], random)?.index ?? 0;
}
