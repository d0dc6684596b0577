import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../../tools/testing/faults.mjs';
import { findCaches } from '../../src/caches/findCaches.js';
import { watchRun } from '../../src/watch/watchRun.js';
import { churn, churnThrough, foldersIn, type Step } from '../support/churn.js';
import { tempDir } from '../support/tempDir.js';

const rounds = faultRuns(4);
const patterns = ['__pycache__', '.eslintcache', '.late'];

it(
  `sees every cache in the end, whatever happens to the folders, ${rounds} times`,
  { timeout: 600_000 },
  async () => {
    const saw = countFaults('watch', 'folders come, go and take the place of others');
    const watchThrough = async (steps: readonly Step[]): Promise<void> => {
      const [root, stateDir] = [tempDir(), tempDir()];
      const told = new Set<string>();
      const failures: unknown[] = [];
      const watcher = await watchRun({
        roots: [root],
        stateDir,
        patterns,
        platform: 'linux',
        debounceMs: 10,
        onEvent: (event) => {
          if (event.type === 'cache_found') told.add(event.cache.path);
          if (event.type === 'failed') failures.push(event);
        },
      });
      const allTold = async (paths: readonly string[]): Promise<void> => {
        while (!paths.every((path) => told.has(path))) await delay(5);
      };
      try {
        await churnThrough(steps, root);
        const { caches } = await findCaches({ roots: [root], patterns });
        await allTold(caches.map(({ path }) => path));
        // No folder that is left may have lost its watch.
        const late = foldersIn(root).map((path) => join(path, '.late'));
        for (const path of late) {
          mkdirSync(path);
          writeFileSync(join(path, 'x'), '1');
        }
        await allTold(late);
        expect(failures).toEqual([]);
      } finally {
        await watcher.close();
      }
    };
    const property = fc.asyncProperty(churn, watchThrough);
    await fc.assert(property, { numRuns: rounds, endOnFailure: true });
    saw('all caches told', rounds);
  },
);
