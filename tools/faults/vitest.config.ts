import { defineConfig } from 'vitest/config';

// Does harm to the built command for minutes, so it runs only when asked for.
export default defineConfig({
  cacheDir: new URL('../../node_modules/.vite', import.meta.url).pathname,
  resolve: { conditions: ['@aim/source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['@aim/source', 'module', 'node', 'development|production'] } },
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['tests/**/*.test.ts'],
    setupFiles: [new URL('../testing/vitestSetup.ts', import.meta.url).pathname],
    fileParallelism: false,
    testTimeout: 900_000,
    server: { deps: { inline: ['clipanion'] } },
  },
});
