#!/usr/bin/env node
// Runs the fuzz tests of every package, each parser AIM_FUZZ_RUNS times.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';

const root = fileURLToPath(new URL('../../', import.meta.url));
const env = { ...process.env, AIM_FUZZ_RUNS: process.env.AIM_FUZZ_RUNS ?? '2000' };
const failed = [];
for (const file of globSync(['packages/*/tests/fuzz.test.ts', 'adapters/tests/fuzz.test.ts'], {
  cwd: root,
}).sort()) {
  const folder = dirname(dirname(file));
  const options = [
    '--root',
    folder,
    '--config',
    fileURLToPath(new URL('../../vitest.config.ts', import.meta.url)),
    '--coverage.enabled=false',
    '--testTimeout=900000',
  ];
  const command = ['node_modules/vitest/vitest.mjs', 'run', ...options, 'tests/fuzz.test.ts'];
  const { status } = spawnSync(process.execPath, command, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) failed.push(folder);
}
console.log(failed.length === 0 ? 'No parser failed.' : `Failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
