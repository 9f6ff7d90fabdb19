import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lex } from '../../../../server/service/sources/python/lexer.js';
import { TokenMemory } from '../../../../server/service/sources/python/tokenMemory.js';
import type { Tokens } from '../../../../server/service/sources/python/tokens.js';
import { editOf, type TextEdit, textEdit } from '../../../support/textEdits.js';

/** `CURSUS_EDITS=20000 npx vitest run --config test/vitest.config.mts editedText` plays that many; `CURSUS_SEED` starts elsewhere. */
const RUNS = Number(process.env.CURSUS_EDITS ?? 300);
const SEED = Number(process.env.CURSUS_SEED ?? 20_261_122);

const REGISTRY = readFileSync(
  new URL('../../../fixtures/registries/seller_risk.py', import.meta.url),
  'utf8',
);
const SMALL = `"""Steps."""
import os

STEP_NAMES = {
    "A": {"config_class": "AConfig", "tags": ["x", "y"]},  # first
    "B": {
        "config_class": f"{os.sep}B",
        "call": make(lambda a, b: {a: b}, key=[1, 2][0:1]),
    },
    """C""": ("one " "two"), 'D': -1.5e3,
}


def build(name, *, kind={"a": 1}):
    table = {
        "x": name,
        "y": kind,
    }
    return [table, {
        "z": 1,
    }]


OTHER = dict(a=1, b=[
    2,
    3,
])
`;
const TEXTS = [SMALL, SMALL.replaceAll('\n', '\r\n'), `\ufeff${SMALL}`, REGISTRY, ''];

function plain({ kind, start, end, match, damaged, flags, text }: Tokens): unknown {
  const arrays = [kind, start, end, match, damaged, flags].map(array => array.join());
  return { text, arrays };
}

/** Plays edits, and returns how many of the states were read in part. */
function play(start: string, edits: readonly TextEdit[]): number {
  const memory = new TokenMemory();
  memory.read(start);
  let text = start;
  let inPart = 0;
  for (const edit of edits) {
    const next = editOf(edit, text, start);
    const { tokens, kept } = memory.read(next);
    if (kept !== undefined) inPart++;
    const title = JSON.stringify({ before: text, edit, next });
    expect(plain(tokens), title).toEqual(plain(lex(next)));
    text = next;
  }
  return inPart;
}

describe('the tokens of an edited text', () => {
  it(
    'are those of the text, whatever was edited',
    () => {
      let states = 0;
      let inPart = 0;
      fc.assert(
        fc.property(
          fc.constantFrom(...TEXTS),
          fc.array(textEdit, { minLength: 1, maxLength: 12 }),
          (start, edits) => {
            states += edits.length;
            inPart += play(start, edits);
          },
        ),
        { seed: SEED, numRuns: RUNS },
      );
      expect(inPart / states).toBeGreaterThan(0.2);
      if (process.env.CURSUS_EDITS)
        console.info(`${states} edits, ${inPart} read in part, seed ${SEED}`);
    },
    Math.max(20_000, 20 * RUNS),
  );
});
