import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../../server/service/sources/index.js';
import { lex } from '../../../../server/service/sources/python/lexer.js';
import { TokenMemory } from '../../../../server/service/sources/python/tokenMemory.js';
import type { Tokens } from '../../../../server/service/sources/python/tokens.js';
import { ReadingMemory } from '../../../../server/service/sources/read.js';
import { editOf, type TextEdit, textEdit } from '../../../support/textEdits.js';

/** `CURSUS_EDITS=20000 npx vitest run --config test/vitest.config.mts editedText` plays that many; `CURSUS_SEED` starts elsewhere. */
const RUNS = Number(process.env.CURSUS_EDITS ?? 150);
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
const TABLES = `LOCAL_STEPS = {
    "A": {"config_class": "AConfig", "job_types": ["x", "y"], "description": "é \\n"},
    # between
    "B": {
        "config_class": "BConfig",
        "spec_type": "B",
        "job_types": ["x", "y"],
    },
    "C": {"config_class": "CConfig", "spec_type": "C", "job_types": ["z"]},  # last
    "D": {'config_class': 'DConfig', 'priority': 10, 'job_types': ["x", "y"]},
    "A": {"config_class": "A2Config"},
}
STEP_OVERRIDES = {"E": {"config_class": "E"}, "F": {"config_class": "F", "tags": {"a": None}}}
WORKSPACE_STEPS = {"G": {"config_class": "G" "H"}, "I": {"config_class": """J""", 'n': -1}}
WORKSPACE_METADATA = {"developer_id": "ann"}
`;
const REGISTRIES = [TABLES, TABLES, TABLES.replaceAll('\n', '\r\n'), SMALL];
const TEXTS = [TABLES, SMALL, SMALL.replaceAll('\n', '\r\n'), `\ufeff${SMALL}`, REGISTRY, ''];

/** Of thousands of large things that are the same, the expectation itself would take most of the time. */
function same(found: unknown, expected: unknown, title: string): void {
  if (!isDeepStrictEqual(found, expected)) expect(found, title).toEqual(expected);
}

function described({ kind, start, end, match, damaged, flags, text }: Tokens): unknown {
  return { text, kind, start, end, match, damaged, flags };
}

const PATH = 'ann/src/cursus_dev/registry/workspace_registry.py';
const ROLE = { kind: 'workspace-registry', directory: 'ann', root: 'ann' } as const;

/** What a reading says, with everything that is made when it is asked for. */
function said(text: string, memory?: ReadingMemory): unknown {
  const facts = readSource({ path: PATH, role: ROLE, text, ...(memory && { memory }) });
  const { lines } = facts;
  return {
    ...facts,
    lines: Array.from({ length: lines.lineCount }, (_, line) => lines.lineStart(line)),
    tables: facts.tables.map(table => ({
      ...table,
      declarations: table.declarations.map(each => ({
        ...each,
        name: each.name,
        kind: each.kind,
        nameSpan: each.nameSpan,
        span: each.span,
        shape: each.shape,
        fields: each.fields,
        conditional: each.conditional,
        superseded: each.superseded,
        damaged: each.damaged,
        via: each.via,
      })),
    })),
  };
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
    same(described(tokens), described(lex(next)), title);
    text = next;
  }
  return inPart;
}

describe('what an edited registry says', () => {
  it(
    'is what it says when it is read anew, whatever was edited',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...REGISTRIES),
          fc.array(textEdit, { minLength: 1, maxLength: 12 }),
          (start, edits) => {
            const memory = new ReadingMemory();
            said(start, memory);
            let text = start;
            for (const edit of edits) {
              const next = editOf(edit, text, start);
              const title = JSON.stringify({ before: text, edit, next });
              same(said(next, memory), said(next), title);
              text = next;
            }
          },
        ),
        { seed: SEED, numRuns: RUNS },
      );
    },
    Math.max(20_000, 200 * RUNS),
  );
});

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
    Math.max(20_000, 200 * RUNS),
  );
});
