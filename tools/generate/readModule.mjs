import { build } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Imports a TypeScript module of the repository, or a piece of code that imports some. */
export async function readModule({ file, code }) {
  const { outputFiles } = await build({
    ...(file ? { entryPoints: [join(root, file)] } : { stdin: { contents: code, resolveDir: root } }),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['@aim/source'],
    resolveExtensions: ['.mjs', '.ts', '.js', '.json'],
    mainFields: ['module', 'main'],
    external: ['keytar', '@parcel/watcher'],
    define: { AIM_VERSION: '"0.0.0"' },
    banner: {
      js: `import{createRequire as makeRequire}from'node:module';const require=makeRequire(${JSON.stringify(join(root, 'package.json'))});`,
    },
    logLevel: 'error',
  });
  const text = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${text}`);
}
