// Nx runs the tests of a changed package for real, in a clone: which tasks it runs, and which it takes from its cache.
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './support/programs.js';

const root = new URL('../..', import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), 'aim-affected-'));
const clone = join(scratch, 'main');
const affected = ['@aim/cli', '@aim/orchestrator-plugin', '@aim/runtime', '@aim/versions'];

const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];

beforeAll(async () => {
  await run('git', ['clone', '--quiet', root, clone], { cwd: scratch });
  const folders = globSync(['node_modules', 'packages/*/node_modules', '{adapters,apps/*}/node_modules'], {
    cwd: root,
    onlyDirectories: true,
    deep: 3,
    expandDirectories: false,
  });
  // The links to the workspace's own packages are relative, so they lead into the clone.
  for (const folder of folders)
    if (existsSync(join(clone, folder, '..')))
      await run('cp', ['-a', join(root, folder), join(clone, folder)], { cwd: scratch });
  appendFileSync(join(clone, 'packages/versions/src/index.ts'), '\n// A change.\n');
  await run('git', [...identity, 'commit', '--quiet', '--all', '--message', 'Change versions'], {
    cwd: clone,
  });
});

afterAll(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));

/** Tests what the last commit affects; the projects whose tests were part of it, those that really ran apart. */
async function testAffected() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NX_|VITEST|NODE_ENV$|TEST$|MODE$)/.test(name)),
  ) as Record<string, string>;
  const affectedTests = ['nx', 'affected', '-t', 'test', '--base=HEAD~1', '--outputStyle=static'];
  // One small file of each project is enough: what is asked here is which tasks there are.
  const ofEach = ['--', '--coverage.enabled=false', '--passWithNoTests', 'tests/errors'];
  const { stdout } = await run('npx', [...affectedTests, ...ofEach], {
    cwd: clone,
    env: { ...env, FORCE_COLOR: '0' },
  });
  const lines = [...stdout.matchAll(/nx run ([^ ]+):test\b(.*)$/gm)];
  const named = (wanted: (rest: string) => boolean): string[] =>
    [...new Set(lines.filter(([, , rest = '']) => wanted(rest)).map(([, name = '']) => name))].toSorted();
  const isCached = (rest: string): boolean => /cache/.test(rest);
  return { ran: named((rest) => !isCached(rest)), cached: named(isCached), output: stdout };
}

describe('nx affected -t test after a change in one package', { timeout: 600_000 }, () => {
  it('runs the tests of that package and its dependents, and of no other', async () => {
    const { ran, cached, output } = await testAffected();
    expect({ ran, cached }, output).toEqual({ ran: affected, cached: [] });
  });

  it('runs nothing the second time: all of it comes from the cache', async () => {
    const { ran, cached, output } = await testAffected();
    expect({ ran, cached }, output).toEqual({ ran: [], cached: affected });
  });
});
