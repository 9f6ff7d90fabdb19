import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAMAGE_KINDS } from '../../../support/damage.js';
import { newTexts } from '../../../support/newTexts.js';
import { readRegistry } from '../../../support/registryModule.js';
import { Tally, ToleranceMeter, TYPING_KINDS } from '../../../support/tolerance.js';
import { typed, typedWithClosing } from '../../../support/typing.js';

/** As many states of each kind and registry; `node scripts/run.mjs test/bench/tolerance.ts` takes all of them. */
const SAMPLE = 40;

const REGISTRIES = ['seller_risk', 'buyer_abuse', 'payments'].map(name => {
  const text = readFileSync(
    new URL(`../../../fixtures/registries/${name}.py`, import.meta.url),
    'utf8',
  );
  return { text, meter: new ToleranceMeter(text, readRegistry) };
});

/** Evenly spread over all, never in step with lines. */
function sample<T>(all: readonly T[]): T[] {
  const step = Math.max(1, Math.floor(all.length / SAMPLE));
  return all.filter((_, i) => i % step === Math.floor(i / step) % step);
}

function expectLaterPartsIntact(tally: Tally): void {
  expect(tally.states).toBeGreaterThan(0);
  expect(tally.laterTablesKept).toBe(tally.laterTables);
  expect(tally.laterClassesKept).toBe(tally.laterClasses);
}

describe('other entries stay while one types', () => {
  for (const [kind, what, gaps] of TYPING_KINDS) {
    it.each([
      ['by hand', typed],
      ['with brackets and quotes closed by the editor', typedWithClosing],
    ])(`${kind} %s`, (_, states) => {
      const tally = new Tally();
      for (const { text, meter } of REGISTRIES) {
        const all = gaps(meter).flatMap(at =>
          newTexts(text)
            [what].flatMap(states)
            .map(state => ({ at, removed: 0, inserted: `${state}\n` })),
        );
        for (const damage of sample(all)) meter.measure(damage, tally, true, 3);
      }
      expect(tally.losses).toEqual([]);
      expect(tally.entries).toBeGreaterThan(500);
      expectLaterPartsIntact(tally);
    });
  }
});

describe('other entries stay when something breaks', () => {
  it.each(DAMAGE_KINDS)('$name', ({ damages }) => {
    const tally = new Tally();
    for (const { text, meter } of REGISTRIES) {
      for (const damage of sample(damages(text))) meter.measure(damage, tally, false, 3);
    }
    expect(tally.entryShare).toBeGreaterThan(0.97);
    expectLaterPartsIntact(tally);
  });
});
