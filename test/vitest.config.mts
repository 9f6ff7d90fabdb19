import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** What every run of these tests has in common, with and without a server. */
export const COMMON = {
  plugins: [
    {
      // The build bundles Markdown as text; so do the tests.
      name: 'markdown-as-text',
      transform: (code: string, id: string) =>
        id.endsWith('.md') ? `export default ${JSON.stringify(code)};` : null,
    },
  ],
  test: {
    root: new URL('..', import.meta.url).pathname,
    testTimeout: 20_000,
    // Each of them is a process of its own: tests that measure processor time must not count that of others.
    pool: 'forks',
    maxWorkers: availableParallelism(),
  },
} satisfies ViteUserConfig;

/** They put another `vscode` under the modules that they test, so that nobody else may get these. */
const REPLACING_MODULES = ['test/client/**/*.test.ts', 'test/manifest.test.ts'];

// vitest reads its configuration from a default export; nothing else here may have one.
// biome-ignore lint/style/noDefaultExport: vitest's contract
export default defineConfig({
  ...COMMON,
  test: {
    ...COMMON.test,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['test/**/*.test.ts'],
          exclude: [
            ...REPLACING_MODULES,
            'test/vscode/**',
            'test/neovim/**',
            'test/bench/**',
            'test/fixtures/**',
            'node_modules/**',
          ],
          // Modules hold no state but caches: loading them anew for every file took a third of the time.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'client', include: REPLACING_MODULES } },
    ],
  },
});
