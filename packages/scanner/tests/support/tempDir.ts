import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory of its own for one test, removed afterwards. */
export function tempDir(parent: string = tmpdir()): string {
  const path = realpathSync(mkdtempSync(join(parent, 'aim-scanner-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
