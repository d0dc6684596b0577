// Starts Nx with this Node: no shell, and no .cmd file on Windows.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const manifest = createRequire(import.meta.url).resolve('nx/package.json');

/** Runs `nx` with the given words and returns its exit code. */
export function nx(args, stdio = 'inherit') {
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const file = join(dirname(manifest), typeof bin === 'string' ? bin : bin.nx);
  return spawnSync(process.execPath, [file, ...args], { stdio }).status ?? 1;
}
