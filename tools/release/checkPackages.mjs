// What a stranger would get: every published package is packed, and its archive is looked at by publint and by
// arethetypeswrong. Needs `npm run build` first, and no network.
import { createPackageFromTarballData, checkPackage } from '@arethetypeswrong/core';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packPackages } from './packPackages.mjs';

/** Problems that packages of ES modules have by design: CommonJS of Node 20.19 and later can require them. */
const byDesign = new Set(['CJSResolvesToESM']);

const scratch = mkdtempSync(join(tmpdir(), 'aim-pack-'));
let problems = 0;
try {
  for (const one of packPackages(scratch)) {
    const bytes = readFileSync(one.archive);
    const found = [
      ...contents(one),
      ...(await publication(bytes)),
      ...(one.isLibrary ? await types(one, bytes) : []),
    ];
    for (const text of found) console.error(`${one.name}: ${text}`);
    problems += found.length;
    console.log(`${one.name}: ${one.files.length} files, ${(bytes.length / 1024).toFixed(0)} KiB`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(problems === 0 ? 'every package can be published' : `${problems} problem(s)`);
process.exitCode = problems === 0 ? 0 : 1;

function contents({ files }) {
  const missing = ['README.md', 'LICENSE', 'package.json'].filter((wanted) => !files.includes(wanted));
  const stray = files.filter((file) =>
    /\.(tsbuildinfo|test\.[a-z]+)$|^(tests|coverage|out-tsc)\//.test(file),
  );
  return [
    ...missing.map((file) => `${file} is not in the archive`),
    ...stray.map((file) => `${file} is in the archive`),
  ];
}

async function publication(bytes) {
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }));
}

async function types({ manifest }, bytes) {
  const { problems: found = [] } = await checkPackage(createPackageFromTarballData(bytes));
  const counted = found.filter(
    ({ kind, resolutionKind }) => !byDesign.has(kind) && resolutionKind !== 'node10',
  );
  return [
    ...(manifest.sideEffects === false ? [] : ['sideEffects is not false']),
    ...counted.map(
      ({ kind, entrypoint = '', resolutionKind = '' }) => `${kind} at ${entrypoint} (${resolutionKind})`,
    ),
  ];
}
