import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

describe('the migration', () => {
  it('is no part of what loading a configuration needs', async () => {
    const { metafile } = await build({
      stdin: {
        contents: "export { loadConfig } from './src/index.js';",
        resolveDir: packageRoot,
        loader: 'ts',
      },
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      conditions: ['@aim/source'],
      external: ['yaml'],
      logLevel: 'error',
    });
    const [output] = Object.values(metafile.outputs);
    const taken = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    expect(taken.some(([file]) => file.endsWith('src/loadConfig.ts'))).toBe(true);
    expect(taken.filter(([file]) => file.includes('/migrate/')).map(([file]) => file)).toEqual([]);
  });
});
