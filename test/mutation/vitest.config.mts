import { defineConfig } from 'vitest/config';
import { COMMON } from '../vitest.config.mjs';

/** The tests that are asked for: fast ones, without a server; a mutant may make them slow. */
// biome-ignore lint/style/noDefaultExport: vitest's contract
export default defineConfig({
  ...COMMON,
  test: {
    ...COMMON.test,
    include: process.env.CURSUS_MUTATION_TESTS!.split(','),
    testTimeout: 300_000,
    // Mutants are planted one at a time, and none that matters when a module is loaded.
    isolate: false,
  },
});
