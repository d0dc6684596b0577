import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AimError } from '@aim/core';
import { centralise, findCaches, undoFix, type CacheEntry, type FixFs } from '../../src/index.js';
import { centralTarget } from '../../src/watch/centralTarget.js';
import { crashingFs } from '../support/crashingFs.js';
import { tempDir } from '../support/tempDir.js';
import { treeHash } from '../support/treeHash.js';
import { writeTree } from '../support/writeTree.js';

interface Scene {
  readonly root: string;
  readonly central: string;
  readonly stateDir: string;
  readonly caches: readonly CacheEntry[];
}

async function scene(
  files: Readonly<Record<string, string>> = { 'a/.cache/x/y': '1', 'b/.cache/z': '2' },
): Promise<Scene> {
  const base = tempDir();
  const root = writeTree(join(base, 'root'), files);
  const central = join(base, 'central');
  mkdirSync(central);
  const { caches } = await findCaches({ roots: [root], patterns: ['.cache'] });
  return { root, central, stateDir: join(base, 'state'), caches };
}

function options({ root, central, stateDir }: Scene, fs?: FixFs): Parameters<typeof centralise>[1] {
  return { roots: [root], centralCache: central, stateDir, ...(fs && { fs }) };
}

describe('centralise', () => {
  it('puts what is in the way into quarantine, and undo brings both back', async () => {
    const at = await scene({ 'a/.cache/x': 'new' });
    const target = centralTarget(at.central, at.root, join(at.root, 'a/.cache'));
    writeTree(target, { old: 'old' });
    const [root, central] = [treeHash(at.root), treeHash(at.central)];
    const { run, items } = await centralise(at.caches, options(at));
    expect(items).toEqual([{ path: join(at.root, 'a/.cache'), outcome: 'centralised', target }]);
    expect(readFileSync(join(at.root, 'a/.cache/x'), 'utf8')).toBe('new');
    expect(existsSync(join(target, 'old'))).toBe(false);
    expect(readFileSync(join(at.stateDir, 'quarantine', run ?? '', target, 'old'), 'utf8')).toBe('old');
    expect(await undoFix('last', at)).toMatchObject({ method: 'centralise', restored: 3, changed: 0 });
    expect([treeHash(at.root), treeHash(at.central)]).toEqual([root, central]);
  });

  it('makes junctions on Windows', async () => {
    const at = await scene();
    const kinds: unknown[] = [];
    const fs: FixFs = {
      ...nodeFs,
      symlinkSync: (target, path, type) => {
        kinds.push(type);
        symlinkSync(target, path);
      },
    };
    await centralise(at.caches, { ...options(at, fs), platform: 'win32' });
    expect(kinds).toEqual(['junction', 'junction']);
  });

  it('moves nothing where links are refused', async () => {
    const at = await scene();
    const before = treeHash(at.root);
    const fs: FixFs = {
      ...nodeFs,
      symlinkSync: () => {
        throw Object.assign(new Error('no'), { code: 'EPERM' });
      },
    };
    const { items } = await centralise(at.caches, options(at, fs));
    expect(items).toMatchObject([
      { outcome: 'kept', reason: 'EPERM' },
      { outcome: 'kept', reason: 'EPERM' },
    ]);
    expect(treeHash(at.root)).toBe(before);
  });

  it('leaves a cache that became a link or went away meanwhile', async () => {
    const at = await scene();
    renameSync(join(at.root, 'a/.cache'), join(at.root, 'a/was'));
    symlinkSync('was', join(at.root, 'a/.cache'));
    renameSync(join(at.root, 'b/.cache'), join(at.root, 'b/was'));
    const { items } = await centralise(at.caches, options(at));
    expect(items.map((item) => (item.outcome === 'kept' ? item.reason : item.outcome)).sort()).toEqual([
      'gone',
      'special_file',
    ]);
    expect(readlinkSync(join(at.root, 'a/.cache'))).toBe('was');
  });

  it('keeps what lies outside its roots, and what the central folder lies in', async () => {
    const at = await scene();
    const elsewhere = await centralise(at.caches, { ...options(at), roots: [tempDir()] });
    expect(elsewhere.items).toMatchObject([{ reason: 'outside_roots' }, { reason: 'outside_roots' }]);
    expect(elsewhere.run).toBeNull();
    const holding = await centralise(at.caches, {
      ...options(at),
      centralCache: join(at.root, 'a/.cache/central'),
    });
    expect(holding.items).toContainEqual({
      path: join(at.root, 'a/.cache'),
      outcome: 'kept',
      reason: 'holds_central',
    });
  });

  it('does not leave its roots through a link', async () => {
    const outside = writeTree(tempDir(), { 'd/.cache/x': '1' });
    const at = await scene({ x: '1' });
    symlinkSync(join(outside, 'd'), join(at.root, 'd'));
    const [cache] = (await findCaches({ roots: [join(outside, 'd')], patterns: ['.cache'] })).caches;
    if (cache === undefined) throw new Error('no cache');
    const disguised = { ...cache, path: join(at.root, 'd/.cache') };
    const { items } = await centralise([disguised], options(at));
    expect(items).toMatchObject([{ outcome: 'kept', reason: 'outside_roots' }]);
    expect(lstatSync(join(outside, 'd/.cache')).isDirectory()).toBe(true);
  });

  it('works across file systems', async () => {
    const at = await scene();
    const before = treeHash(at.root);
    const fs: FixFs = {
      ...nodeFs,
      renameSync: (from, to) => {
        if (String(from).startsWith(at.root) !== String(to).startsWith(at.root)) {
          throw Object.assign(new Error('cross-device'), { code: 'EXDEV' });
        }
        renameSync(from, to);
      },
    };
    const { items } = await centralise(at.caches, options(at, fs));
    expect(items.map(({ outcome }) => outcome)).toEqual(['centralised', 'centralised']);
    expect(readFileSync(join(at.root, 'a/.cache/x/y'), 'utf8')).toBe('1');
    await undoFix('last', { ...at, fs });
    expect(treeHash(at.root)).toBe(before);
  });

  it('can be undone after a crash at any call', { timeout: 120_000 }, async () => {
    let after = 0;
    for (let finished = false; !finished; after += 1) {
      const at = await scene({ 'a/.cache/x/y': '1' });
      writeTree(centralTarget(at.central, at.root, join(at.root, 'a/.cache')), { old: 'old' });
      const before = [treeHash(at.root), treeHash(join(at.central))];
      const { fs, crashed } = crashingFs(after, { ...nodeFs, fsyncSync: () => {} });
      try {
        await centralise(at.caches, options(at, fs));
      } catch (error) {
        if (!(error instanceof AimError) && (error as { code?: string }).code !== 'CRASHED') throw error;
      }
      finished = !crashed();
      await undoFix('last', at).catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'SCAN_RUN_UNKNOWN' }),
      );
      expect([treeHash(at.root), treeHash(at.central)]).toEqual(before);
    }
    expect(after).toBeGreaterThan(10);
  });
});

describe('centralTarget', () => {
  it('gives caches of one name in one root, and of one path in two roots, places of their own', () => {
    const targets = [
      centralTarget('/c', '/r', '/r/a/.cache'),
      centralTarget('/c', '/r', '/r/b/.cache'),
      centralTarget('/c', '/r2', '/r2/a/.cache'),
      centralTarget('/c', '/r', '/r/a%2F.cache'),
      centralTarget('/c', '/r', '/r/a|b'),
      centralTarget('/c', '/r', '/r/a%7Cb'),
    ];
    expect(new Set(targets).size).toBe(targets.length);
    expect(targets[0]).toMatch(/^\/c\/[0-9a-f]{16}\/a\/\.cache$/);
  });

  it('makes names safe for any file system', () => {
    expect(centralTarget('/c', '/r', '/r/a:b/con/x.')).toMatch(/\/a%3Ab\/%con\/x%2E$/);
  });
});
