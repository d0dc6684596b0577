import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { systemWatchEffects } from '../../src/watch/systemWatchEffects.js';
import { tempDir } from '../support/tempDir.js';
import { writeTree } from '../support/writeTree.js';

afterEach(() => vi.unstubAllEnvs());

it.skipIf(process.platform === 'win32')('starts no program to watch a folder', async () => {
  const folder = tempDir();
  const started = join(folder, 'started');
  const bin = writeTree(tempDir(), { watchman: `#!/bin/sh\ntouch '${started}'\n` });
  chmodSync(join(bin, 'watchman'), 0o755);
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH ?? ''}`);
  const watcher = await systemWatchEffects.loadTreeWatcher();
  const subscription = await watcher?.subscribe(folder, () => undefined);
  await subscription?.unsubscribe();
  expect(existsSync(started)).toBe(false);
});
