import fc from 'fast-check';
import { expect } from 'vitest';

/** `CURSUS_FUZZ_SECONDS=600`: so long for each target, from a seed that is printed. Otherwise a few inputs from a fixed one. */
const SECONDS = Number(process.env.CURSUS_FUZZ_SECONDS ?? 0);
const SEED = Number(process.env.CURSUS_SEED ?? (SECONDS ? Date.now() % 2 ** 31 : 20_260_801));
/** No input may keep the processor for longer. */
const HANG_MS = 1500;

export const FUZZ_TIMEOUT_MS = SECONDS ? (SECONDS + 120) * 1000 : 30_000;

/** Gives a target random inputs as long as the budget lasts; what fails is shrunk and printed. */
export async function fuzz<T>(
  target: string,
  inputs: fc.Arbitrary<T>,
  take: (input: T) => void | Promise<void>,
  count = 300,
): Promise<void> {
  let taken = 0;
  let slowest = 0;
  const property = fc.asyncProperty(inputs, async input => {
    const before = process.cpuUsage();
    await take(input);
    const { user, system } = process.cpuUsage(before);
    const milliseconds = (user + system) / 1000;
    slowest = Math.max(slowest, milliseconds);
    expect(milliseconds, `${target}: processor time of one input`).toBeLessThan(HANG_MS);
    taken++;
  });
  await fc.assert(
    property,
    SECONDS
      ? { seed: SEED, numRuns: 1e9, interruptAfterTimeLimit: SECONDS * 1000 }
      : { seed: SEED, numRuns: count },
  );
  expect(taken).toBeGreaterThan(0);
  if (SECONDS) {
    console.info(`${target}: ${taken} inputs, slowest ${Math.round(slowest)} ms, seed ${SEED}`);
  }
}
