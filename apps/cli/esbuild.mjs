// Bundles `aim` as CommonJS, which starts 10 ms sooner than ES modules: a tiny entry, one file per program, and one
// file for everything that is imported dynamically. esbuild splits ES modules only, so `lazyChunks` does it here:
// a dynamic import becomes an entry point of its own, loaded when it is reached. V8 parses what a file holds even if
// it never runs, and that is most of what a command costs.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const workspace = resolve('../..');

/** Files that become chunks, by chunk name. */
const chunks = new Map();

const lazyChunks = {
  name: 'lazy-chunks',
  setup({ onResolve, resolve: resolvePath }) {
    onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir }) => {
      const isLazy =
        kind === 'dynamic-import' || (kind === 'require-call' && !importer.includes('node_modules'));
      if (!isLazy || isBuiltin(path)) return undefined;
      const target = await resolvePath(path, { kind: 'import-statement', resolveDir });
      if (target.errors.length > 0 || target.external) return target;
      const name = chunkName(target.path);
      chunks.set(name, target.path);
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

/** Modules that many commands import and few reach: what files of configuration, writing and masking need. */
const lazyModules = [
  'packages/audit/src/exportAudit.ts',
  'packages/audit/src/verifyAudit.ts',
  'packages/config/src/edit/writeConfigValue.ts',
  'packages/config/src/layers/applySource.ts',
  'packages/config/src/layers/SourceDocument.ts',
  'packages/config/src/layers/issueAt.ts',
  'packages/config/src/parse/parseConfigText.ts',
  'packages/config/src/summarizeIssues.ts',
  'packages/config/src/trust/judgeTrust.ts',
  'packages/config/src/trust/trustConfig.ts',
  'packages/config/src/trust/trustSubject.ts',
  'packages/core/src/patternTable.ts',
  'packages/core/src/nearestName.ts',
  'packages/runtime/src/listToolsOf.ts',
  'packages/secrets/src/deleteSecret.ts',
  'packages/secrets/src/locateVault.ts',
  'packages/secrets/src/protectors/chooseProtector.ts',
  'packages/secrets/src/protectors/keychainProtector.ts',
  'packages/secrets/src/protectors/passphraseProtector.ts',
  'packages/secrets/src/rekeyVault.ts',
  'packages/secrets/src/storeSecrets.ts',
  'packages/secrets/src/vaultStatus.ts',
].map((path) => resolve(workspace, path));

/** Measuring plain ASCII needs no table of the world's characters, which takes 3 ms to load. */
const asciiWidth = {
  name: 'ascii-width',
  setup({ onResolve, onLoad }) {
    const real = createRequire(import.meta.url).resolve('string-width');
    onResolve({ filter: /^string-width$/ }, ({ path }) => ({ path, namespace: 'ascii-width' }));
    onLoad({ filter: /.*/, namespace: 'ascii-width' }, () => ({
      contents: `module.exports = (text) => /^[ -~\\u2026]*$/.test(text) ? text.length : require(${JSON.stringify(real)})(text);`,
      resolveDir: process.cwd(),
    }));
  },
};

/** Puts functions that load their module when one of them is called in the place of the module. */
const lazyFunctions = {
  name: 'lazy-functions',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, kind, resolveDir, pluginData }) => {
      const target = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
      if (kind !== 'import-statement' || pluginData === 'real' || !lazyModules.includes(target))
        return undefined;
      return { path: target, namespace: 'lazy-functions', sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: 'lazy-functions' }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const names = [...source.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name);
      if (/^export (const|class|let|\{|\*)/m.test(source))
        throw new Error(`${path} exports more than functions`);
      const functions = names.map(
        (name) => `export const ${name} = (...args) => require(${JSON.stringify(path)}).${name}(...args);`,
      );
      return { contents: functions.join('\n'), resolveDir: dirname(path) };
    });
  },
};

function chunkName(path) {
  const place = relative(workspace, path).replace(/^.*node_modules\//, '');
  return `chunk-${place.replace(/\.[^.]+$/, '').replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** Modules of Node that take milliseconds to load and that many a command never uses. */
const heavyBuiltins = [
  'node:child_process',
  'node:crypto',
  'node:module',
  'node:os',
  'node:timers/promises',
  'node:tty',
];

const banner = [
  '"use strict";',
  'const bundle={get url(){return require("node:url").pathToFileURL(__filename).href}};',
  'const lazyBuiltin=(name)=>new Proxy({},{get:(_,key)=>process.getBuiltinModule(name)[key]});',
].join('');

/**
 * Lets a heavy module of Node load when one of its exports is first used, instead of with the bundle. What follows an
 * opening parenthesis is an import of the whole module or a dynamic one, and stays.
 */
function lazyBuiltins(text) {
  return text.replace(/([=,]\s?)require\("(node:[a-z_/]+)"\)/g, (match, before, name) =>
    heavyBuiltins.includes(name) ? `${before}lazyBuiltin("${name}")` : match,
  );
}

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
      if (lean === source)
        throw new Error(`${path} no longer names the standard streams: review leanClipanion`);
      return { contents: lean };
    });
  },
};

async function bundle(entryPoints, outdir) {
  const { outputFiles } = await build({
    write: false,
    entryPoints,
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    // An import() would start Node's ES module loader; what is loaded here is CommonJS.
    supported: { 'dynamic-import': false },
    minify: !process.argv.includes('--readable'),
    legalComments: 'external',
    conditions: ['@aim/source'],
    // Clipanion and typanion name no module entry; their .mjs files are the ones that can be tree-shaken.
    resolveExtensions: ['.mjs', '.ts', '.js', '.json'],
    mainFields: ['module', 'main'],
    define: { AIM_VERSION: JSON.stringify(version), 'import.meta.url': 'bundle.url' },
    banner: { js: banner },
    external: ['keytar'],
    plugins: [leanClipanion, asciiWidth, lazyFunctions, lazyChunks],
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, lazyBuiltins(text));
  }
}

rmSync('dist', { recursive: true, force: true });
await bundle(['src/aim.ts'], 'dist');
await bundle(['src/programs/*.ts'], 'dist/lib');
const bundled = new Set();
for (;;) {
  const waiting = [...chunks].filter(([name]) => !bundled.has(name));
  if (waiting.length === 0) break;
  for (const [name] of waiting) bundled.add(name);
  await bundle(
    waiting.map(([out, file]) => ({ in: file, out })),
    'dist/lib',
  );
}
// Found from a bundle as it is from the package's own files: ../keychain/child.cjs.
cpSync('../../packages/secrets/keychain', 'dist/keychain', { recursive: true });
