import { defineConfig } from 'vitest/config';

// vitest reads its configuration from a default export; nothing else here may have one.
// biome-ignore lint/style/noDefaultExport: vitest's contract
export default defineConfig({
  plugins: [
    {
      // The build bundles Markdown as text; so do the tests.
      name: 'markdown-as-text',
      transform: (code, id) =>
        id.endsWith('.md') ? `export default ${JSON.stringify(code)};` : null,
    },
  ],
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/vscode/**',
      'test/neovim/**',
      'test/bench/**',
      'test/fixtures/**',
      'node_modules/**',
    ],
    testTimeout: 20_000,
  },
});
