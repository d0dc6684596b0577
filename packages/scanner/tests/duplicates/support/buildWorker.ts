import { join } from 'node:path';
import { build } from 'esbuild';

const entry = join(import.meta.dirname, '../../../src/duplicates/worker.ts');

/** Compiles the worker as a file of its own, as the program's bundle does. */
export async function buildWorker(directory: string): Promise<string> {
  const outfile = join(directory, 'scanWorker.cjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['@aim/source'],
    logLevel: 'error',
  });
  return outfile;
}
