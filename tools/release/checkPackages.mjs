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
const complain = (name, text) => {
  problems += 1;
  console.error(`${name}: ${text}`);
};
try {
  for (const { name, archive, files, manifest, isLibrary } of packPackages(scratch)) {
    for (const wanted of ['README.md', 'LICENSE', 'package.json'])
      if (!files.includes(wanted)) complain(name, `${wanted} is not in the archive`);
    const stray = files.find((file) =>
      /\.(tsbuildinfo|test\.[a-z]+)$|^(tests|coverage|out-tsc)\//.test(file),
    );
    if (stray) complain(name, `${stray} is in the archive`);
    const bytes = readFileSync(archive);
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    for (const message of messages) complain(name, formatMessage(message, pkg, { color: false }));
    if (!isLibrary) continue;
    if (manifest.sideEffects !== false) complain(name, 'sideEffects is not false');
    const { problems: found = [] } = await checkPackage(createPackageFromTarballData(bytes));
    for (const { kind, entrypoint, resolutionKind } of found) {
      if (byDesign.has(kind) || resolutionKind === 'node10') continue;
      complain(name, `${kind} at ${entrypoint ?? ''} (${resolutionKind ?? ''})`);
    }
    console.log(`${name}: ${files.length} files, ${(bytes.length / 1024).toFixed(0)} KiB`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(problems === 0 ? 'every package can be published' : `${problems} problem(s)`);
process.exitCode = problems === 0 ? 0 : 1;
