import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory of its own for one test, removed afterwards. */
export function tempDir(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'aim environment-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
