import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCaches, type CacheScan } from '../../src/index.js';
import { tempDir } from '../support/tempDir.js';
import { writeTree } from '../support/writeTree.js';

const patterns = ['__pycache__', '.eslintcache', 'node_modules/.cache', '.cache', '.claude', '.aider*'];

function paths({ caches }: CacheScan): string[] {
  return caches.map(({ path }) => path).sort();
}

describe('findCaches', () => {
  it('measures caches and says whose they are and where they lie', async () => {
    const root = writeTree(tempDir(), {
      'repo/.git/HEAD': 'x',
      'repo/src/__pycache__/a.pyc': '12345',
      'repo/src/__pycache__/deep/b.pyc': '123',
      'repo/.eslintcache': '1',
      'loose/node_modules/.cache/x/y': '1234',
      'loose/node_modules/pkg/index.js': 'no',
    });
    utimesSync(join(root, 'repo/src/__pycache__/a.pyc'), 1e9, 1e9);
    utimesSync(join(root, 'repo/src/__pycache__/deep/b.pyc'), 1.1e9, 1.1e9);
    const scan = await findCaches({ roots: [root], patterns, now: () => 1.1e12 + 3 * 86_400_000 + 5 });
    const path = join(root, 'repo/src/__pycache__');
    const { dev, ino } = lstatSync(path, { bigint: true });
    expect(scan.caches[0]).toEqual({
      path,
      pattern: '__pycache__',
      size_mb: 8 / 1024 / 1024,
      file_count: 2,
      name: '__pycache__',
      kind: 'folder',
      size_bytes: 8,
      newest_mtime: new Date(1.1e12).toISOString(),
      age_days: 3,
      project: join(root, 'repo'),
      placement: 'misplaced',
      holds: 'cache',
      dev: String(dev),
      ino: String(ino),
    });
    expect(scan.caches[1]).toMatchObject({
      path: join(root, 'loose/node_modules/.cache'),
      pattern: 'node_modules/.cache',
      project: root,
    });
    expect(scan.caches[2]).toMatchObject({ kind: 'file', file_count: 1, project: join(root, 'repo') });
    expect(scan.errors).toEqual([]);
    expect(scan.scanned_folders).toBe(6);
  });

  it('never enters .git, links, or a cache for another cache in it', async () => {
    const root = writeTree(tempDir(), {
      '.git/__pycache__/x': '1',
      'sub/.git/modules/.cache/x': '1',
      'a/.cache/__pycache__/x': '1',
      'real/__pycache__/x': '1',
      link: '-> real',
      '.cache': '-> real',
      'empty/__pycache__/': '',
    });
    expect(paths(await findCaches({ roots: [root], patterns }))).toEqual([
      join(root, 'a/.cache'),
      join(root, 'real/__pycache__'),
    ]);
  });

  it('does not report .git even when a pattern fits it', async () => {
    const root = writeTree(tempDir(), { '.git/x': '1', 'w/.git': 'gitdir: x', '.gitx/y': '1' });
    expect(paths(await findCaches({ roots: [root], patterns: ['.gi*'] }))).toEqual([join(root, '.gitx')]);
    const inside = join(root, '.git');
    expect((await findCaches({ roots: [inside], patterns })).errors).toEqual([
      { path: inside, error: 'INSIDE_GIT' },
    ]);
  });

  it('finds nothing twice when roots overlap, are named twice or through a link', async () => {
    const root = writeTree(tempDir(), { 'a/__pycache__/x': '1', l: '-> a' });
    const roots = [join(root, 'a'), root, `${root}/`, join(root, 'l')];
    expect(paths(await findCaches({ roots, patterns }))).toEqual([join(root, 'a/__pycache__')]);
  });

  it('takes a root that is a cache itself, folder or file', async () => {
    const root = writeTree(tempDir(), { '__pycache__/x': '1', '.eslintcache': '22' });
    const roots = [join(root, '__pycache__'), join(root, '.eslintcache')];
    expect(paths(await findCaches({ roots, patterns }))).toEqual(roots.toReversed().sort());
  });

  it('knows the git work tree above its root, and the folders its roots are parts of', async () => {
    const root = writeTree(tempDir(), {
      'r/.git': 'gitdir: x',
      'r/s/__pycache__/x': '1',
      't/u/__pycache__/x': '1',
    });
    const scan = await findCaches({
      roots: [join(root, 'r/s'), join(root, 't/u')],
      within: [root],
      patterns,
    });
    expect(scan.caches.map(({ project }) => project).sort()).toEqual([root, join(root, 'r')]);
  });

  it('tells central caches from misplaced ones, also through links', async () => {
    const root = writeTree(tempDir(), {
      'c/__pycache__/x': '1',
      'd/__pycache__/x': '1',
      'dd/__pycache__/x': '1',
    });
    symlinkSync(join(root, 'd'), join(root, 'via'));
    const scan = await findCaches({
      roots: [root],
      patterns,
      centralCache: join(root, 'c'),
      allowCentral: [join(root, 'via'), '', join(root, 'absent')],
    });
    const misplaced = scan.caches.filter(({ placement }) => placement === 'misplaced');
    expect(misplaced.map(({ path }) => path)).toEqual([join(root, 'dd/__pycache__')]);
  });

  it('compares central folders without regard to case on Windows and macOS only', async () => {
    const root = writeTree(tempDir(), { 'Central/__pycache__/x': '1' });
    const options = { roots: [root], patterns, allowCentral: [join(root, 'cENTRAL')] };
    const placement = async (platform: NodeJS.Platform): Promise<string | undefined> =>
      (await findCaches({ ...options, platform })).caches[0]?.placement;
    expect(await placement('linux')).toBe('misplaced');
    expect(await placement('darwin')).toBe('central');
  });

  it('marks what may hold a login or a history', async () => {
    const root = writeTree(tempDir(), {
      '.claude/x': '1',
      '.aider.chat.history.md': '1',
      '.aider.tags.cache.v4/x': '1',
    });
    const { caches } = await findCaches({ roots: [root], patterns });
    expect(Object.fromEntries(caches.map(({ name, holds }) => [name, holds]))).toEqual({
      '.claude': 'ai_state',
      '.aider.chat.history.md': 'ai_state',
      '.aider.tags.cache.v4': 'cache',
    });
  });

  it('lists what cannot be read and goes on', async () => {
    const root = writeTree(tempDir(), {
      'a/__pycache__/x': '1',
      'b/__pycache__/deep/x': '1',
      'b/__pycache__/y': '1',
      'c/z': '1',
    });
    const refuse = [join(root, 'c'), join(root, 'b/__pycache__/deep')];
    const fs = {
      ...nodeFs,
      readdirSync: ((path: string, options: never) => {
        if (refuse.includes(path)) throw Object.assign(new Error('no'), { code: 'EACCES' });
        return readdirSync(path, options);
      }) as typeof readdirSync,
    };
    const scan = await findCaches({ roots: [root, join(root, 'absent')], patterns, fs });
    expect(scan.caches).toHaveLength(2);
    expect(scan.errors.map(({ path, error }) => `${error} ${path}`).sort()).toEqual([
      ...refuse.map((path) => `EACCES ${path}`).sort(),
      `ENOENT ${join(root, 'absent')}`,
    ]);
  });

  it.skipIf(process.platform !== 'linux')(
    'counts files whose names are not UTF-8, and lists such folders',
    async () => {
      const root = writeTree(tempDir(), { '__pycache__/a': '1' });
      const bad = Buffer.from([0x66, 0xff]);
      writeFileSync(Buffer.concat([Buffer.from(`${root}/__pycache__/`), bad]), '22');
      const folder = Buffer.concat([Buffer.from(`${root}/__pycache__/d`), bad]);
      mkdirSync(folder);
      writeFileSync(Buffer.concat([folder, Buffer.from('/x')]), '333');
      mkdirSync(Buffer.concat([Buffer.from(`${root}/`), bad]));
      const scan = await findCaches({ roots: [root], patterns });
      expect(scan.caches).toMatchObject([{ file_count: 3, size_bytes: 6 }]);
      expect(scan.errors).toEqual([{ path: join(root, 'f\uFFFD'), error: 'NOT_UTF8' }]);
    },
  );

  it('ends when its signal says so', async () => {
    const root = writeTree(tempDir(), { 'a/x': '1' });
    await expect(
      findCaches({ roots: [root], patterns, signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });

  it('tells how far it is, and lets others work meanwhile', async () => {
    const root = writeTree(
      tempDir(),
      Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`d${n}/x`, ''])),
    );
    const seen: number[] = [];
    const slow = {
      ...nodeFs,
      readdirSync: ((path: string, options: never) => {
        for (const end = performance.now() + 0.5; performance.now() < end; );
        return readdirSync(path, options);
      }) as typeof readdirSync,
    };
    let others = 0;
    const timer = setInterval(() => (others += 1), 1);
    await findCaches({ roots: [root], patterns, fs: slow, onProgress: ({ folders }) => seen.push(folders) });
    clearInterval(timer);
    expect(seen.length).toBeGreaterThan(0);
    expect(others).toBeGreaterThan(0);
  });

  it('agrees with the naive way on any tree', { timeout: 60_000 }, async () => {
    const name = fc.constantFrom(
      'a',
      'b',
      '__pycache__',
      '.cache',
      'node_modules',
      '.git',
      '.eslintcache',
      'new\nline',
      'ünï',
    );
    const tree = fc.array(fc.array(name, { minLength: 1, maxLength: 5 }), { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const root = nodeFs.mkdtempSync(
          join(nodeFs.realpathSync(process.env.TMPDIR ?? '/tmp'), 'aim-scanner-'),
        );
        try {
          for (const segments of files) grow(root, segments);
          const expected = naive(root).sort();
          expect(paths(await findCaches({ roots: [root], patterns }))).toEqual(expected);
        } finally {
          nodeFs.rmSync(root, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});

function grow(root: string, segments: readonly string[]): void {
  const path = join(root, ...segments);
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) writeFileSync(path, 'x');
  } catch {
    // A file is where a folder should be.
  }
}

function naive(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === '.git') return [];
    const isCache = ['__pycache__', '.eslintcache', '.cache'].includes(entry.name);
    if (isCache) return entry.isFile() || holdsFile(path) ? [path] : [];
    return entry.isDirectory() ? naive(path) : [];
  });
}

function holdsFile(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) => entry.isFile() || (entry.isDirectory() && holdsFile(join(folder, entry.name))),
  );
}

it('works in a folder that only its owner can list', async () => {
  const root = writeTree(tempDir(), { '__pycache__/x': '1' });
  if (process.platform !== 'win32') chmodSync(root, 0o700);
  expect((await findCaches({ roots: [root] })).caches.map(({ path }) => basename(path))).toEqual([
    '__pycache__',
  ]);
});
