// Bundles `aim` as CommonJS, which starts 10 ms sooner than ES modules: a tiny entry, one file per program, and one file
// for everything that is reached later. V8 parses what a file holds even if it never runs, and that is most of what a
// command costs. The plugins in bundle/ tell, each in its place, what is kept out of the way.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { asciiWidth } from './bundle/asciiWidth.mjs';
import { asFunction } from './bundle/asFunction.mjs';
import { builtDescriptions } from './bundle/builtDescriptions.mjs';
import { lazyBuiltinHelper, lazyBuiltins } from './bundle/lazyBuiltins.mjs';
import { createLazyChunks, ownDefaults } from './bundle/lazyChunks.mjs';
import { lazyFunctions } from './bundle/lazyFunctions.mjs';
import { leanClipanion } from './bundle/leanClipanion.mjs';
import { pureJsonc } from './bundle/pureJsonc.mjs';

const workspace = resolve('../..');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const chunks = createLazyChunks();

const banner = [
  '"use strict";',
  'const bundle={get url(){return require("node:url").pathToFileURL(__filename).href}};',
  lazyBuiltinHelper,
].join('');

/** What these programs reach every time, so that they need not look for it in further files. */
const reachedBy = {
  health: [
    'apps/cli/src/render/health.ts',
    'packages/audit/src/followChain.ts',
    'packages/audit/src/verifyAudit.ts',
    'packages/config/src/layers/SourceDocument.ts',
    'packages/secrets/src/vaultStatus.ts',
  ],
  status: [
    'apps/cli/src/render/status.ts',
    'packages/audit/src/followChain.ts',
    'packages/audit/src/verifyAudit.ts',
    'packages/config/src/layers/SourceDocument.ts',
    'packages/secrets/src/locateVault.ts',
  ],
};

async function bundle(entryPoints, outdir, { wrap = (text) => text, reached = [] } = {}) {
  const isReached = (file) => reached.includes(relative(workspace, file));
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
    external: ['keytar', '@parcel/watcher'],
    plugins: [
      builtDescriptions,
      leanClipanion,
      asciiWidth,
      pureJsonc,
      lazyFunctions(isReached),
      chunks.plugin(isReached),
    ],
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wrap(lazyBuiltins(ownDefaults(text))));
  }
}

rmSync('dist', { recursive: true, force: true });
await bundle(['src/aim.ts', 'src/aimAdapter.ts'], 'dist');
for (const file of readdirSync('src/programs')) {
  const reached = reachedBy[basename(file, '.ts')];
  await bundle([`src/programs/${file}`], 'dist/lib', { wrap: asFunction, reached });
}
for (let waiting = chunks.waiting(); waiting.length > 0; waiting = chunks.waiting())
  await bundle(waiting, 'dist/lib', { wrap: asFunction });
await bundle([{ in: '../../packages/scanner/src/duplicates/worker.ts', out: 'scan-worker' }], 'dist/lib');
// Found from a bundle as it is from the package's own files: ../keychain/child.cjs.
cpSync('../../packages/secrets/keychain', 'dist/keychain', { recursive: true });
