import { defineConfig } from 'vitest/config';

// One configuration for every project; Nx starts vitest with the project's folder as root.
export default defineConfig({
  resolve: { conditions: ['@aim/source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['@aim/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['tests/**/*.test.ts'],
    isolate: false,
    testTimeout: 20_000,
    setupFiles: [new URL('./tools/testing/vitestSetup.ts', import.meta.url).pathname],
    server: { deps: { inline: ['clipanion'] } },
    reporters: ['default', 'json'],
    outputFile: { json: 'coverage/results.json' },
    coverage: {
      enabled: true,
      include: ['src/**/*.ts'],
      exclude: ['src/**/index.ts', 'src/generated/**'],
      reporter: ['json-summary', 'text-summary'],
      reportsDirectory: 'coverage',
      thresholds: { lines: 85 },
    },
  },
});
