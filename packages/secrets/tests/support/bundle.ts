import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a program of this folder so that a plain Node can run it; returns the path of the result. */
export async function bundleProgram(name: string, directory: string): Promise<string> {
  const outfile = join(directory, `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@aim/source'],
    external: ['dotenv', 'keytar'],
    logLevel: 'error',
  });
  return outfile;
}

/** The keychain helper and keytar, for programs that run outside this repository's folders. */
export const childPath = fileURLToPath(new URL('../../keychain/child.cjs', import.meta.url));
export const repositoryRoot = fileURLToPath(new URL('../../../..', import.meta.url));
