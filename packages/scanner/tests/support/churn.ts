import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';

// Few names, so that folders take each other's places.
const folder = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });
const step = fc.record({
  act: fc.constantFrom('make', 'move', 'remove', 'empty cache', 'cache', 'file cache'),
  at: folder,
  to: folder,
  /** In ms. */
  wait: fc.oneof(fc.constant(0), fc.nat(25)),
});
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Things that happen to the folders of a tree, one after the other. */
export const churn = fc.array(step, { minLength: 20, maxLength: 60 });

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

export async function churnThrough(steps: readonly Step[], root: string): Promise<void> {
  for (const one of steps) {
    take(one, root);
    if (one.wait > 0) await delay(one.wait);
  }
}

/** The folder and all in it, save caches and what lies in them. */
export function foldersIn(path: string): readonly string[] {
  const inner = readdirSync(path, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== '__pycache__',
  );
  return [path, ...inner.flatMap(({ name }) => foldersIn(join(path, name)))];
}
