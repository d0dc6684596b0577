import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new directory that is removed when the test ends. */
export function tempDir(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'aim-workstream-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }), 60_000);
  return path;
}
