import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { undoFix } from '../../src/fix/undoFix.js';
import { watchRun, type Watcher } from '../../src/watch/watchRun.js';
import { systemWatchEffects } from '../../src/watch/systemWatchEffects.js';
import type { WatchEvent } from '../../src/watch/WatchEvent.js';
import type { WatchEffects, WatchRunOptions } from '../../src/watch/WatchOptions.js';
import { tempDir } from '../support/tempDir.js';
import { describeTree, treeHash } from '../support/treeHash.js';
import { writeTree } from '../support/writeTree.js';

interface Running {
  readonly watcher: Watcher;
  readonly events: WatchEvent[];
  /** The first event that fits, among those to come and those that came. */
  readonly until: <Type extends WatchEvent['type']>(
    type: Type,
    fits?: (event: Extract<WatchEvent, { type: Type }>) => boolean,
  ) => Promise<Extract<WatchEvent, { type: Type }>>;
}

async function start(
  options: Omit<WatchRunOptions, 'onEvent' | 'stateDir'> & { stateDir?: string },
): Promise<Running> {
  const events: WatchEvent[] = [];
  const waiting = new Set<() => void>();
  const watcher = await watchRun({
    stateDir: tempDir(),
    patterns: ['__pycache__', 'node_modules/.cache', '.eslintcache', '.claude'],
    debounceMs: 20,
    heartbeatMs: 50,
    pollMs: 50,
    ...options,
    onEvent: (event) => {
      events.push(event);
      for (const check of waiting) check();
    },
  });
  onTestFinished(() => watcher.close());
  return {
    watcher,
    events,
    until: (type, fits = () => true) =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = events.find((event) => event.type === type && fits(event as never));
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found as never);
        };
        waiting.add(check);
        check();
      }),
  };
}

const limit = Object.assign(new Error('inotify_add_watch failed: No space left on device'), {
  code: undefined,
});

const noTreeWatcher = { loadTreeWatcher: () => Promise.resolve(undefined) };
const limitedTreeWatcher = {
  loadTreeWatcher: () => Promise.resolve({ subscribe: () => Promise.reject(limit) }),
};
const limitedFolders = (allowed = 0): Partial<WatchEffects> => {
  let left = allowed;
  return {
    watchFolder: (folder, options, onEvent) => {
      left -= 1;
      if (left < 0) throw Object.assign(new Error('limit'), { code: 'ENOSPC' });
      return watch(folder, options, onEvent);
    },
  };
};

// The native watcher works on Linux as well, where it is not needed.
const ways: readonly (readonly [string, Pick<WatchRunOptions, 'platform' | 'effects'>])[] = [
  ['inotify', { platform: 'linux' }],
  ['parcel', { platform: 'darwin' }],
  ['fs', { platform: 'darwin', effects: noTreeWatcher }],
  ['poll', { platform: 'linux', effects: limitedFolders() }],
  ['poll', { platform: 'darwin', effects: limitedTreeWatcher }],
];

describe.each(ways)('watching by %s', (mode, way) => {
  it('reports the caches there are and those that come', async () => {
    const root = writeTree(tempDir(), { 'p/__pycache__/a.pyc': '1', 'p/.git/__pycache__/x': '1' });
    const { events, until } = await start({ roots: [root], ...way });
    expect(await until('ready')).toEqual({ type: 'ready', mode, roots: [root], caches: 1 });
    expect(await until('cache_found')).toMatchObject({
      initial: true,
      cache: { path: join(root, 'p/__pycache__') },
    });
    writeTree(root, { 'q/deep/node_modules/.cache/babel/x.json': '{}' });
    const found = await until('cache_found', ({ initial }) => !initial);
    expect(found.cache).toMatchObject({
      path: join(root, 'q/deep/node_modules/.cache'),
      placement: 'misplaced',
    });
    writeTree(root, { '.eslintcache': 'x', 'plain.txt': 'x', '.git/objects/__pycache__/y': 'y' });
    await until('cache_found', ({ cache }) => cache.kind === 'file');
    expect(events.filter(({ type }) => type === 'cache_found')).toHaveLength(3);
    expect(events.filter(({ type }) => type === 'failed')).toEqual([]);
  });

  it('finds caches in a folder that is moved in', async () => {
    const outside = writeTree(tempDir(), { 'proj/a/b/__pycache__/m.pyc': '1' });
    const root = tempDir();
    const { until } = await start({ roots: [root], ...way });
    renameSync(join(outside, 'proj'), join(root, 'proj'));
    expect((await until('cache_found')).cache.path).toBe(join(root, 'proj/a/b/__pycache__'));
  });

  it('reports a cache again that was removed and made anew', async () => {
    const root = writeTree(tempDir(), { '__pycache__/a': '1' });
    const { events, until } = await start({ roots: [root], ...way });
    rmSync(join(root, '__pycache__'), { recursive: true });
    await delay(200);
    writeTree(root, { '__pycache__/b': '1' });
    await until('cache_found', ({ initial }) => !initial);
    expect(events.filter(({ type }) => type === 'cache_found')).toHaveLength(2);
  });

  it('reports a cache once it holds something', async () => {
    const root = tempDir();
    mkdirSync(join(root, 'p/__pycache__/deep'), { recursive: true });
    const { until, events } = await start({ roots: [root], ...way });
    expect(events.filter(({ type }) => type === 'cache_found')).toEqual([]);
    writeTree(root, { 'p/__pycache__/deep/a.pyc': '1' });
    expect((await until('cache_found')).cache.path).toBe(join(root, 'p/__pycache__'));
  });
});

it('finds what came after the first look and before the watch stood', async () => {
  const root = writeTree(tempDir(), { 'p/a': '1' });
  const subscribe = async (): Promise<{ unsubscribe: () => Promise<void> }> => {
    await delay(200);
    writeTree(root, { 'p/__pycache__/b.pyc': '1' });
    return { unsubscribe: () => Promise.resolve() };
  };
  const { until } = await start({
    roots: [root],
    platform: 'darwin',
    effects: { loadTreeWatcher: () => Promise.resolve({ subscribe }) },
  });
  expect((await until('cache_found')).cache.path).toBe(join(root, 'p/__pycache__'));
});

describe('configuration files', () => {
  it('are reported when they change, and the callback hears of it', async () => {
    const folder = writeTree(tempDir(), { 'aim_config.json': '{}' });
    const file = join(folder, 'aim_config.json');
    const heard: string[] = [];
    const { events, until } = await start({
      roots: [],
      configFiles: [file, join(folder, 'absent.json')],
      onConfigChange: (change) => {
        heard.push(change.kind);
        if (change.kind === 'removed') throw Object.assign(new Error('bad'), { code: 'EBAD' });
      },
    });
    writeFileSync(`${file}.tmp`, '{"version":"1.0.0"}');
    renameSync(`${file}.tmp`, file);
    const { change } = await until('config_changed');
    expect(change).toMatchObject({ path: file, kind: 'modified' });
    expect(change.sha256).not.toBe(change.previous_sha256);
    writeFileSync(join(folder, 'absent.json'), '[]');
    await until('config_changed', (event) => event.change.kind === 'created');
    rmSync(file);
    expect(await until('failed')).toEqual({ type: 'failed', path: file, code: 'EBAD' });
    expect(heard).toEqual(['modified', 'created', 'removed']);
    expect(events.filter(({ type }) => type === 'config_changed')).toHaveLength(3);
  });

  it('are reported when they changed while nobody watched', async () => {
    const stateDir = tempDir();
    const folder = writeTree(tempDir(), { 'a.json': '1' });
    const configFiles = [join(folder, 'a.json')];
    const first = await start({ roots: [], configFiles, stateDir });
    await first.watcher.close();
    expect(first.events.map(({ type }) => type)).toEqual(['ready']);
    writeFileSync(join(folder, 'a.json'), '2');
    const second = await start({ roots: [], configFiles, stateDir });
    expect(second.events.map(({ type }) => type)).toEqual(['config_changed', 'ready']);
  });

  it('are still watched after their folder was removed and made anew', async () => {
    const base = writeTree(tempDir(), { 'etc/a.json': '1' });
    const file = join(base, 'etc/a.json');
    const { until } = await start({ roots: [], configFiles: [file] });
    rmSync(join(base, 'etc'), { recursive: true });
    await until('config_changed', ({ change }) => change.kind === 'removed');
    writeTree(base, { 'etc/a.json': '2' });
    await until('config_changed', ({ change }) => change.kind === 'created');
    writeTree(base, { 'etc/a.json': '3' });
    await until('config_changed', ({ change }) => change.kind === 'modified');
  });

  it('are looked at by themselves when their folder cannot be watched', async () => {
    const folder = writeTree(tempDir(), { 'a.json': '1' });
    const { until } = await start({
      roots: [],
      configFiles: [join(folder, 'a.json')],
      effects: {
        watchFolder: () => {
          throw Object.assign(new Error('limit'), { code: 'ENOSPC' });
        },
      },
    });
    writeTree(folder, { 'a.json': '2' });
    expect((await until('config_changed')).change.kind).toBe('modified');
  });
});

describe('enforcing', () => {
  it('moves caches to the central folder, each to a place of its own, and undo takes it all back', async () => {
    const root = writeTree(tempDir(), {
      'a/__pycache__/m': 'a',
      'b/__pycache__/m': 'b',
      '.eslintcache': 'x',
      '.claude/h': 'h',
    });
    const before = treeHash(root);
    const [central, stateDir] = [tempDir(), tempDir()];
    const { until, watcher, events } = await start({
      roots: [root],
      centralCache: central,
      enforce: true,
      stateDir,
    });
    const moved = events.filter((event) => event.type === 'cache_centralised');
    expect(moved.map(({ path }) => path)).toEqual([join(root, 'a/__pycache__'), join(root, 'b/__pycache__')]);
    expect(new Set(moved.map(({ target }) => target)).size).toBe(2);
    for (const { path, target } of moved) {
      expect(lstatSync(path).isSymbolicLink()).toBe(true);
      expect(readlinkSync(path)).toBe(target);
      expect(target.startsWith(central)).toBe(true);
    }
    expect(readFileSync(join(root, 'b/__pycache__/m'), 'utf8')).toBe('b');
    expect(events).toContainEqual({ type: 'cache_kept', path: join(root, '.claude'), reason: 'ai_state' });
    expect(events).toContainEqual({ type: 'cache_kept', path: join(root, '.eslintcache'), reason: 'file' });
    writeTree(root, { 'c/__pycache__/m': 'c' });
    const later = await until('cache_centralised', ({ path }) => path.includes('/c/'));
    expect(readFileSync(join(later.target, 'm'), 'utf8')).toBe('c');
    await watcher.close();
    await undoFix('last', { stateDir });
    expect(lstatSync(join(root, 'c/__pycache__')).isSymbolicLink()).toBe(false);
    rmSync(join(root, 'c'), { recursive: true });
    await undoFix('last', { stateDir });
    expect(describeTree(root).join('\n')).not.toContain('->');
    expect(treeHash(root)).toBe(before);
  });

  it('only says what it would do in a dry run', async () => {
    const root = writeTree(tempDir(), { 'a/__pycache__/m': 'a' });
    const before = treeHash(root);
    const { events } = await start({ roots: [root], centralCache: tempDir(), enforce: true, dryRun: true });
    expect(events).toContainEqual({
      type: 'cache_kept',
      path: join(root, 'a/__pycache__'),
      reason: 'dry_run',
    });
    expect(treeHash(root)).toBe(before);
  });

  it('needs a central folder', async () => {
    const options = { roots: [], stateDir: tempDir(), enforce: true, onEvent: () => {} };
    await expect(watchRun(options)).rejects.toMatchObject({ code: 'SCAN_CENTRAL_MISSING' });
    await expect(watchRun({ ...options, centralCache: 'relative' })).rejects.toMatchObject({
      code: 'SCAN_CENTRAL_MISSING',
    });
  });
});

describe('a watcher', () => {
  it('keeps a second one with the same state away until it is closed', async () => {
    const stateDir = tempDir();
    const { watcher } = await start({ roots: [], stateDir });
    const options = { roots: [], stateDir, onEvent: () => {} };
    await expect(watchRun(options)).rejects.toMatchObject({ code: 'LOCK_BUSY' });
    await watcher.close();
    await watcher.close();
    await (await watchRun(options)).close();
  });

  it('goes on when a root vanishes, and when it comes back', async () => {
    const base = writeTree(tempDir(), { 'root/x': '' });
    const root = join(base, 'root');
    const { until } = await start({ roots: [root] });
    rmSync(root, { recursive: true });
    expect(await until('notice')).toMatchObject({ code: 'ROOT_MISSING' });
    mkdirSync(root);
    await until('notice', ({ code }) => code === 'ROOT_BACK');
    writeTree(root, { 'a/__pycache__/x': '1' });
    expect((await until('cache_found')).cache.path).toBe(join(root, 'a/__pycache__'));
  });

  it('waits for a root that is not there yet', async () => {
    const root = join(tempDir(), 'later');
    const { until } = await start({ roots: [root] });
    await until('notice', ({ code }) => code === 'ROOT_MISSING');
    writeTree(root, { '__pycache__/x': '1' });
    await until('cache_found');
  });

  it('says when the native watcher is absent', async () => {
    const { events } = await start({
      roots: [tempDir(), tempDir()],
      platform: 'darwin',
      effects: noTreeWatcher,
    });
    expect(events.filter(({ type }) => type === 'notice')).toMatchObject([{ code: 'WATCHER_ABSENT' }]);
  });

  it.each([
    ['linux', limitedFolders()],
    ['darwin', limitedTreeWatcher],
  ] as const)(
    'says when %s allows no more watches, or fails if that is wanted',
    async (platform, effects) => {
      const { events } = await start({ roots: [tempDir()], platform, effects });
      expect(events).toContainEqual(
        expect.objectContaining({ code: 'WATCH_LIMIT', hint: expect.stringContaining('sysctl') }),
      );
      const options = { roots: [tempDir()], stateDir: tempDir(), platform, effects, onEvent: () => {} };
      await expect(watchRun({ ...options, onLimit: 'fail' })).rejects.toMatchObject({
        code: 'SCAN_WATCH_LIMIT',
        hint: expect.stringContaining('max_user_watches') as string,
      });
      await (await watchRun(options)).close();
    },
  );

  it('polls when new folders go beyond the limit', async () => {
    const root = writeTree(tempDir(), { 'a/x': '' });
    const { until, watcher } = await start({ roots: [root], platform: 'linux', effects: limitedFolders(2) });
    expect(watcher.mode).toBe('inotify');
    mkdirSync(join(root, 'b'));
    await until('notice', ({ code }) => code === 'WATCH_LIMIT');
    writeTree(root, { 'a/__pycache__/x': '1' });
    await until('cache_found');
  });

  it('polls when the limit is met later or by its own watcher', async () => {
    const root = tempDir();
    const { until } = await start({
      roots: [root],
      platform: 'darwin',
      effects: {
        loadTreeWatcher: () => Promise.resolve({ subscribe: () => Promise.reject(new Error('broken')) }),
        watchFolder: (folder, options, onEvent) => {
          if (options.recursive) throw Object.assign(new Error('limit'), { code: 'EMFILE' });
          return watch(folder, options, onEvent);
        },
      },
    });
    await until('notice', ({ code }) => code === 'WATCH_LIMIT');
    writeTree(root, { '__pycache__/x': '1' });
    await until('cache_found');
  });

  it('looks through everything when reports were lost', async () => {
    const root = tempDir();
    let lose: (() => void) | undefined;
    const { until } = await start({
      roots: [root],
      platform: 'darwin',
      effects: {
        loadTreeWatcher: () =>
          Promise.resolve({
            subscribe: (_, onEvents) => {
              lose = () => onEvents(new Error('events were dropped'), []);
              return Promise.resolve({ unsubscribe: () => Promise.reject(new Error('gone')) });
            },
          }),
      },
    });
    writeTree(root, { '__pycache__/x': '1' });
    lose?.();
    await until('cache_found');
  });

  it('looks through everything when more has changed at once than the system keeps', async () => {
    const root = writeTree(tempDir(), { 'a/b/x': '' });
    const listeners = new Map<string, (kind: string, name: string) => void>();
    const { until } = await start({
      roots: [root],
      platform: 'linux',
      effects: {
        queueLength: () => 8,
        watchFolder: (folder, _, onEvent) => {
          listeners.set(folder, onEvent);
          return { on: () => {}, close: () => {} };
        },
      },
    });
    writeTree(root, { 'a/b/__pycache__/x': '1' });
    const [seen, report] = [[...listeners.keys()], listeners.get(join(root, 'a'))];
    listeners.clear();
    for (let change = 0; change < 3; change += 1) report?.('change', 'x');
    await delay(100);
    expect(listeners.size).toBe(0);
    for (let change = 0; change < 4; change += 1) report?.('change', 'x');
    await until('cache_found');
    expect([...listeners.keys()].sort()).toEqual(seen.sort());
  });

  it('sees into folders that took the place of others', async () => {
    const root = writeTree(tempDir(), { 'a/b/x': '', 'c/d/y': '' });
    const { until } = await start({ roots: [root], platform: 'linux' });
    renameSync(join(root, 'a'), join(root, 'gone'));
    renameSync(join(root, 'c'), join(root, 'a'));
    mkdirSync(join(root, 'a/b'));
    // Two looks may be needed to see it all; only what comes afterwards tells whether it is watched.
    await delay(200);
    for (const folder of ['a/b', 'a/d', 'gone/b']) {
      writeTree(root, { [`${folder}/__pycache__/x`]: '1' });
      await until('cache_found', ({ cache }) => cache.path === join(root, folder, '__pycache__'));
    }
  });

  it('watches a folder before it reads it', async () => {
    const root = writeTree(tempDir(), { 'a/x': '' });
    const { events } = await start({
      roots: [root],
      platform: 'linux',
      effects: {
        watchFolder: (folder, options, onEvent) => {
          const watcher = watch(folder, options, onEvent);
          if (folder === join(root, 'a')) writeTree(folder, { '__pycache__/x': '1' });
          return watcher;
        },
      },
    });
    expect(events.map(({ type }) => type)).toEqual(['cache_found', 'ready']);
  });

  it('misses nothing that comes while the first look goes on', async () => {
    const root = tempDir();
    const native = await systemWatchEffects.loadTreeWatcher();
    const { until } = await start({
      roots: [root],
      platform: 'darwin',
      effects: {
        loadTreeWatcher: () =>
          Promise.resolve({
            subscribe: async (folder, onEvents) => {
              const subscription = await native?.subscribe(folder, onEvents);
              writeTree(root, { 'late/__pycache__/x': '1' });
              return { unsubscribe: async () => subscription?.unsubscribe() };
            },
          }),
      },
    });
    await until('cache_found');
  });

  it('does not follow links out of its roots', async () => {
    const outside = writeTree(tempDir(), { '__pycache__/x': '1' });
    const root = tempDir();
    const { events, until } = await start({ roots: [root] });
    symlinkSync(outside, join(root, 'link'));
    writeTree(root, { 'a/__pycache__/x': '1' });
    await until('cache_found', ({ cache }) => cache.path.includes('/a/'));
    expect(events.filter(({ type }) => type === 'cache_found')).toHaveLength(1);
  });

  it('ends when its signal says so', async () => {
    const controller = new AbortController();
    const stateDir = tempDir();
    await start({ roots: [tempDir()], stateDir, signal: controller.signal });
    controller.abort();
    const again = async (): Promise<Watcher> => {
      try {
        return await watchRun({ roots: [], stateDir, onEvent: () => {} });
      } catch {
        await delay(10);
        return again();
      }
    };
    await (await again()).close();
    expect(existsSync(stateDir)).toBe(true);
  });
});
