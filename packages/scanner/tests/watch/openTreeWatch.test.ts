import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { countFaults, faultRuns } from '../../../../tools/testing/faults.mjs';
import { openTreeWatch } from '../../src/watch/openTreeWatch.js';
import type { TreeWatch } from '../../src/watch/TreeWatch.js';
import { systemWatchEffects } from '../../src/watch/systemWatchEffects.js';
import type { TreeEvent, WatchEffects } from '../../src/watch/WatchOptions.js';
import { churn, churnThrough, foldersIn } from '../support/churn.js';
import { tempDir } from '../support/tempDir.js';
import { writeTree } from '../support/writeTree.js';

interface Told {
  readonly watch: TreeWatch;
  readonly events: TreeEvent[];
  readonly missed: () => number;
  readonly notices: string[];
  /** Waits until that is told of a path. */
  readonly until: (path: string, type?: TreeEvent['type']) => Promise<void>;
}

async function open(
  root: string,
  { effects = {}, onLimit = 'poll' }: { effects?: Partial<WatchEffects>; onLimit?: 'poll' | 'fail' } = {},
): Promise<Told> {
  const events: TreeEvent[] = [];
  const notices: string[] = [];
  let missed = 0;
  const opened = await openTreeWatch(root, {
    platform: 'linux',
    effects: { ...systemWatchEffects, ...effects },
    onLimit,
    onChanges: (changes) => events.push(...changes),
    onMissed: () => (missed += 1),
    notice: ({ code }) => notices.push(code),
  });
  onTestFinished(() => opened.close());
  const until: Told['until'] = async (path, type) => {
    while (!events.some((event) => event.path === path && (type === undefined || event.type === type)))
      await delay(5);
  };
  return { watch: opened, events, notices, until, missed: () => missed };
}

it('tells what becomes of each file, also in new folders', async () => {
  const root = writeTree(tempDir(), { 'a/old': '1', '.git/HEAD': 'x' });
  const { watch: opened, until } = await open(root);
  expect(opened.mode).toBe('inotify');
  appendFileSync(join(root, 'a/old'), '2');
  await until(join(root, 'a/old'), 'update');
  writeFileSync(join(root, '.git/HEAD'), 'y');
  await until(join(root, '.git/HEAD'), 'update');
  writeTree(root, { 'new/b/c/file': '1' });
  await until(join(root, 'new/b/c/file'), 'create');
  rmSync(join(root, 'a/old'));
  await until(join(root, 'a/old'), 'delete');
});

it('tells of a file once, however often it is written to at a time', async () => {
  const root = tempDir();
  const { events, until } = await open(root);
  const file = join(root, 'log');
  for (let line = 0; line < 20; line += 1) appendFileSync(file, 'x');
  await until(file);
  expect(events).toEqual([{ path: file, type: 'create' }]);
});

it('tells what a folder holds that is moved in, and follows no links', async () => {
  const outside = writeTree(tempDir(), { 'proj/a/file': '1', 'linked/file': '1' });
  const root = tempDir();
  const { events, until } = await open(root);
  renameSync(join(outside, 'proj'), join(root, 'proj'));
  symlinkSync(join(outside, 'linked'), join(root, 'link'));
  await until(join(root, 'proj/a/file'), 'create');
  await until(join(root, 'link'), 'create');
  writeFileSync(join(root, 'link/late'), '1');
  writeFileSync(join(root, 'proj/a/late'), '1');
  await until(join(root, 'proj/a/late'));
  expect(events.filter(({ path }) => path.startsWith(join(root, 'link/')))).toEqual([]);
});

it('outlives a folder that becomes a file', async () => {
  const root = writeTree(tempDir(), { 'a/old': '1' });
  const { until } = await open(root);
  rmSync(join(root, 'a'), { recursive: true });
  writeFileSync(join(root, 'a'), '1');
  await until(join(root, 'a/old'), 'delete');
  await until(join(root, 'a'), 'create');
});

// To the superuser no folder is closed.
it.skipIf(process.getuid?.() === 0)('outlives a folder that is closed to it after a change', async () => {
  const root = writeTree(tempDir(), { 'a/old': '1' });
  const { until } = await open(root);
  writeFileSync(join(root, 'a/new'), '1');
  chmodSync(join(root, 'a'), 0o000);
  onTestFinished(() => chmodSync(join(root, 'a'), 0o700));
  await until(join(root, 'a/new'), 'create');
  writeFileSync(join(root, 'late'), '1');
  await until(join(root, 'late'), 'create');
});

it('says that changes were missed when more come than the system keeps, and goes on', async () => {
  const root = writeTree(tempDir(), { 'a/x': '' });
  const { missed, until } = await open(root, { effects: { queueLength: () => 40 } });
  for (let file = 0; file < 40; file += 1) writeFileSync(join(root, `a/${file}`), '');
  while (missed() === 0) await delay(5);
  writeFileSync(join(root, 'a/late'), '');
  await until(join(root, 'a/late'));
});

it('fails when the system allows no more watches, or says so if that will do', async () => {
  const root = writeTree(tempDir(), { 'a/x': '' });
  let left = 1;
  const effects: Partial<WatchEffects> = {
    watchFolder: (folder, options, onEvent) => {
      left -= 1;
      if (left < 0) throw Object.assign(new Error('limit'), { code: 'ENOSPC' });
      return watch(folder, options, onEvent);
    },
  };
  await expect(open(root, { effects, onLimit: 'fail' })).rejects.toMatchObject({ code: 'SCAN_WATCH_LIMIT' });
  left = 1;
  const { watch: opened, notices } = await open(root, { effects });
  expect(opened.mode).toBe('poll');
  expect(notices).toEqual(['WATCH_LIMIT']);
});

it('tells nothing more once it is closed, save what has happened before', async () => {
  const root = tempDir();
  const { watch: opened, events, until } = await open(root);
  writeFileSync(join(root, 'first'), '');
  await until(join(root, 'first'));
  await opened.close();
  mkdirSync(join(root, 'folder'));
  await delay(80);
  expect(events).toHaveLength(1);
});

const rounds = faultRuns(4);

it(`loses sight of no folder, whatever happens to it, ${rounds} times`, { timeout: 600_000 }, async () => {
  const saw = countFaults('alerts', 'folders come, go and take the place of others');
  const property = fc.asyncProperty(churn, async (steps) => {
    const root = tempDir();
    const { watch: opened, until } = await open(root);
    await churnThrough(steps, root);
    const late = foldersIn(root).map((folder) => join(folder, 'late'));
    for (const path of late) writeFileSync(path, '');
    for (const path of late) await until(path);
    await opened.close();
  });
  await fc.assert(property, { numRuns: rounds, endOnFailure: true });
  saw('all files told', rounds);
});
