import { join } from 'node:path';
import { build } from 'esbuild';

const sources = join(import.meta.dirname, '../../src');

/** Makes one CommonJS file of a program that imports from `src/`, and lists what went into it. */
export async function bundle(program: string, outfile: string): Promise<readonly string[]> {
  const result = await build({
    stdin: { contents: program, resolveDir: sources, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    conditions: ['@aim/source'],
    metafile: true,
    logLevel: 'silent',
  });
  return Object.keys(result.metafile.inputs);
}
