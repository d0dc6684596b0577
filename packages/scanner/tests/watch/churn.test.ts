import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../../tools/testing/faults.mjs';
import { findCaches } from '../../src/caches/findCaches.js';
import { watchRun } from '../../src/watch/watchRun.js';
import { tempDir } from '../support/tempDir.js';

const rounds = faultRuns(4);
const patterns = ['__pycache__', '.eslintcache', '.late'];

// Few names, so that folders take each other's places.
const folder = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
const step = fc.record({
  act: fc.constantFrom('make', 'move', 'remove', 'empty cache', 'cache', 'file cache'),
  at: folder,
  to: folder,
  /** In ms. */
  wait: fc.oneof(fc.constant(0), fc.nat(25)),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take({ act, at, to }: Step, root: string): void {
  const path = join(root, ...at);
  try {
    if (act === 'make') mkdirSync(path, { recursive: true });
    if (act === 'move') renameSync(path, join(root, ...to));
    if (act === 'remove') rmSync(path, { recursive: true });
    if (act === 'empty cache') mkdirSync(join(path, '__pycache__/deep'), { recursive: true });
    if (act === 'cache') writeFileSync(join(path, '__pycache__/deep', `${to.join('')}.pyc`), '1');
    if (act === 'file cache') writeFileSync(join(path, '.eslintcache'), '1');
  } catch {
    // What is not there cannot be moved, removed or written to.
  }
}

function foldersIn(path: string): readonly string[] {
  const inner = readdirSync(path, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== '__pycache__',
  );
  return [path, ...inner.flatMap(({ name }) => foldersIn(join(path, name)))];
}

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
        for (const one of steps) {
          take(one, root);
          if (one.wait > 0) await delay(one.wait);
        }
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
    const property = fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), watchThrough);
    await fc.assert(property, { numRuns: rounds, endOnFailure: true });
    saw('all caches told', rounds);
  },
);
