import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest's contract
export default defineConfig(({ mode }) => ({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/vscode/**/*.test.ts'],
    env: { CURSUS_VSCODE: mode === 'electron' ? 'electron' : 'browser' },
    // One window at a time: two browsers would only make each other slow.
    fileParallelism: false,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 240_000,
    testTimeout: 60_000,
  },
}));
