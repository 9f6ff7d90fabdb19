import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest's contract
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/neovim/**/*.test.ts'],
    hookTimeout: 120_000,
  },
});
