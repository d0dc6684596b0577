import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory that is gone after the test. */
export function tempDirectory(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'aim-secrets-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
