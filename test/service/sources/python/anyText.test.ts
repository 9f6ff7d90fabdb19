import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lex } from '../../../../server/service/sources/python/lexer.js';
import { readStatements } from '../../../../server/service/sources/python/statements.js';
import { findSyntaxProblems } from '../../../../server/service/sources/python/syntax.js';
import { ADVERSARIAL } from '../../../support/adversarial.js';
import { MUTATION_NAMES, mutated } from '../../../support/mutations.js';
import { malformation } from '../../../support/tokens.js';

const REGISTRY = readFileSync(
  new URL('../../../fixtures/registries/seller_risk.py', import.meta.url),
  'utf8',
);
const PARTS = [
  ...'()[]{}"\'\\,:=.#;@*-!$ \n\t\r\f\0é€',
  ...[
    '\n    ',
    '\n        ',
    '"""',
    "'''",
    'f"{',
    'rb"',
    '"a": {',
    '},',
    'x',
    '1',
    'if ',
    'lambda ',
    'class A',
    ':\n',
    '\\\n',
  ],
  ...['\ud800', '<<<<<<< HEAD\n', '\ufeff', 'dict(', 'T = {\n', 'for ', ' in '],
];

/** Reads a text in every way and says what is wrong with the result. */
function wrong(text: string): string | undefined {
  const tokens = lex(text);
  const malformed = malformation(tokens);
  if (malformed !== undefined) return malformed;
  const statements = readStatements(tokens);
  for (let s = 0; s < statements.count; s++) {
    if (statements.last[s]! <= statements.first[s]!) return `statement ${s} is empty`;
    if (statements.next[s]! <= s) return `statement ${s} is followed by itself`;
  }
  for (const { span } of findSyntaxProblems(tokens, statements)) {
    if (span.start < 0 || span.end > text.length || span.end < span.start)
      return 'a problem is outside';
  }
  return undefined;
}

describe('any text gives well-formed tokens and statements', () => {
  it('of Python and half of Python', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 60 }), parts => {
        expect(wrong(parts.join(''))).toBeUndefined();
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  it('of any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), text => {
        expect(wrong(text)).toBeUndefined();
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('of a registry damaged several times', () => {
    for (const kind of MUTATION_NAMES) {
      let text = REGISTRY;
      for (let round = 0; round < 15; round++) {
        text = mutated(text, kind, 1, round)[0]!;
        expect(wrong(text), text).toBeUndefined();
      }
    }
  });

  it.each(ADVERSARIAL)('of %s', (_, make) => {
    expect(wrong(make(3000))).toBeUndefined();
  });
});

describe('time grows with the text and no faster', () => {
  const SMALL = 8_000;
  const TIMES = 8;
  /** Twice the growth of the text, and what a compiler at work in the background may take. */
  const mayTake = (small: number): number => 2 * TIMES * small + 60;

  it.each(ADVERSARIAL)('%s', (_, make) => {
    const small = make(SMALL);
    const once = least(() => read(small));
    const large = make(SMALL * TIMES);
    expect(least(() => read(large))).toBeLessThan(mayTake(once));
  });
});

function read(text: string): void {
  const tokens = lex(text);
  findSyntaxProblems(tokens, readStatements(tokens));
}

/** The least processor time in ms: other processes do not count. */
function least(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    work();
    least = Math.min(least, process.cpuUsage(before).user / 1000);
  }
  return least;
}
