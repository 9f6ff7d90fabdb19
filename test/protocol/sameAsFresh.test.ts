import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Operation, operation } from '../support/incremental/operations.js';
import { FILES } from '../support/incremental/texts.js';
import { World } from '../support/incremental/world.js';

/**
 * A few random sequences; `.ci/run` plays 340, which are about 9,000 operations. `CURSUS_SEQUENCES=10000 npx vitest run
 * --config test/vitest.config.mts test/protocol/sameAsFresh.test.ts` plays that many; `CURSUS_SEED` starts elsewhere.
 * What fails is shrunk and printed as a file for test/sequences.
 */
const SEQUENCES = Number(process.env.CURSUS_SEQUENCES ?? 20);
const SEED = Number(process.env.CURSUS_SEED ?? 20_260_801);
const START = FILES.slice(0, 12);
const RECORDED = path.join(import.meta.dirname, '../sequences');

/** A sequence that was answered wrongly once. */
interface Recorded {
  readonly shows: string;
  readonly operations: readonly Operation[];
}

/** Plays a sequence and compares at each `compare`, and at the end. */
async function play(operations: readonly Operation[]): Promise<void> {
  const world = await World.start(START);
  const played: Operation[] = [];
  try {
    for (const each of [...operations, { do: 'compare' as const }]) {
      await world.play(each);
      played.push(each);
      if (each.do !== 'compare') continue;
      const { followed, fresh } = await world.compare();
      for (const topic of Object.keys(fresh)) {
        const lost = fresh[topic]!.filter(line => !followed[topic]!.includes(line));
        const wrong = followed[topic]!.filter(line => !fresh[topic]!.includes(line));
        const title = `${topic} after\n${fileOf(played)}\n`;
        expect({ lost, wrong }, title).toEqual({ lost: [], wrong: [] });
        expect(followed[topic], title).toEqual(fresh[topic]);
      }
    }
  } finally {
    await world.end();
  }
}

/** What has to stand in test/sequences for the sequence to be played again. */
function fileOf(operations: readonly Operation[]): string {
  const lines = operations.map(each => `    ${JSON.stringify(each)}`).join(',\n');
  return `{\n  "shows": "",\n  "operations": [\n${lines}\n  ]\n}`;
}

describe('a server that followed what happened says what one says that starts on the same state', () => {
  it.each(readdirSync(RECORDED))('after %s', async name => {
    const text = readFileSync(path.join(RECORDED, name), 'utf8');
    await play((JSON.parse(text) as Recorded).operations);
  });

  it(
    'after anything',
    async () => {
      let count = 0;
      let total = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { maxLength: 60, size: 'max' }), async operations => {
          count++;
          total += operations.length;
          await play(operations);
        }),
        { seed: SEED, numRuns: SEQUENCES },
      );
      expect(count).toBeGreaterThanOrEqual(SEQUENCES);
      console.info(`${count} sequences, ${total} operations, seed ${SEED}`);
    },
    60_000 + SEQUENCES * 10_000,
  );
});
