import { defineConfig } from 'vitest/config';

// Installs and starts real tools, so it runs only when asked for.
export default defineConfig({
  cacheDir: new URL('../../node_modules/.vite', import.meta.url).pathname,
  resolve: { conditions: ['@aim/source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['@aim/source', 'module', 'node', 'development|production'] } },
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['*.real.test.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 900_000,
    reporters: ['verbose'],
  },
});
