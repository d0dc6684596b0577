import { isBuiltin } from 'node:module';
import { relative, resolve } from 'node:path';

const workspace = resolve('../..');

/**
 * Splits CommonJS, which esbuild does for ES modules only: what is imported dynamically becomes a file of its own,
 * loaded when it is reached. `waiting` hands out the files that are still to be bundled, by name, once each.
 */
export function createLazyChunks() {
  const found = new Map();
  const taken = new Set();
  return {
    waiting() {
      const fresh = [...found].filter(([name]) => !taken.has(name));
      for (const [name] of fresh) taken.add(name);
      return fresh.map(([out, file]) => ({ in: file, out }));
    },
    /** @param isReached - whether what is bundled reaches a module in any case: such a one stays in its file. */
    plugin: (isReached) => ({
      name: 'lazy-chunks',
      setup({ onResolve, resolve: resolvePath }) {
        onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir }) => {
          const isLazy =
            kind === 'dynamic-import' || (kind === 'require-call' && !importer.includes('node_modules'));
          if (!isLazy || isBuiltin(path)) return undefined;
          const target = await resolvePath(path, { kind: 'import-statement', resolveDir });
          if (target.errors.length > 0 || target.external) return target;
          if (isReached(target.path)) return target;
          const name = chunkName(target.path);
          found.set(name, target.path);
          return { path: `./${name}.cjs`, external: true };
        });
      },
    }),
  };
}

/**
 * Lets what imports a chunk see its own default export. Where the importing package is of type `module`, esbuild takes
 * a file that is required for CommonJS, whose whole content is the default; a chunk was an ES module before.
 */
export function ownDefaults(text) {
  return text.replace(/(\(require\("\.\/chunk-[^"]+"\)),\s*1\)/g, '$1)');
}

function chunkName(path) {
  const place = relative(workspace, path).replace(/^.*node_modules\//, '');
  return `chunk-${place.replace(/\.[^.]+$/, '').replace(/[^A-Za-z0-9]+/g, '-')}`;
}
