// Bundles `aim`: a tiny entry plus one CommonJS file per program. CommonJS, because an ES module costs 10 ms more
// to start; one file each, because esbuild cannot split CommonJS and parsing unused commands is not free.
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * Clipanion opens all three standard streams and the terminal module while it loads, some 6 ms. `aim` hands in its
 * own output, so the defaults are left out. The build fails if a new version no longer has these lines.
 */
const leanClipanion = {
  name: 'lean-clipanion',
  setup({ onLoad }) {
    onLoad({ filter: /clipanion[\\/]lib[\\/]platform[\\/]node\.mjs$/ }, () => ({
      contents: 'export const getDefaultColorDepth = () => 1; export const getCaptureActivator = () => null;',
    }));
    onLoad({ filter: /clipanion[\\/]lib[\\/]advanced[\\/]Cli\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const lean = source.replace(/std(in|out|err): process\.std\1,/g, 'std$1: undefined,');
      if (lean === source) throw new Error(`${path} no longer names the standard streams: review leanClipanion`);
      return { contents: lean };
    });
  },
};

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/aim.ts', 'src/aim-adapter.ts', 'src/programs/*.ts'],
  entryNames: '[name]',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  minify: true,
  keepNames: false,
  conditions: ['@aim/source'],
  // Clipanion and typanion name no module entry; their .mjs files are the ones that can be tree-shaken.
  resolveExtensions: ['.mjs', '.ts', '.js', '.json'],
  mainFields: ['module', 'main'],
  define: { AIM_VERSION: JSON.stringify(version), 'import.meta.url': 'undefined' },
  external: ['keytar'],
  plugins: [leanClipanion],
  logLevel: 'warning',
});
copyFileSync('../../packages/secrets/keychain/child.cjs', 'dist/keychain-child.cjs');
