import { defineConfig } from 'vitest/config';
import project from '../vitest.config.mjs';

/** The fast tests of rules and resolution, without a server; a mutant may make them slow. */
// biome-ignore lint/style/noDefaultExport: vitest's contract
export default defineConfig({
  ...project,
  test: {
    ...project.test,
    include: ['test/service/rules/**/*.test.ts', 'test/service/registry/**/*.test.ts'],
    testTimeout: 300_000,
    isolate: false,
  },
});
