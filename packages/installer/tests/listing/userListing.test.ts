import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { userListing, type InstalledPackage, type PackageManager } from '../../src/index.js';
import { context } from '../support/environment.js';
import { tempDir } from '../support/tempDir.js';
import { tinyManager } from '../support/tinyManagers.js';

const packages: readonly InstalledPackage[] = [{ name: 'ruff', version: '1', commands: { ruff: '/x/ruff' } }];

function setUp(changes: Partial<PackageManager> = {}) {
  const home = tempDir();
  const watched = join(home, 'place');
  mkdirSync(watched);
  let asked = 0;
  const listed = async (): Promise<readonly InstalledPackage[]> => {
    asked += 1;
    return packages;
  };
  const base = tinyManager('pipx', { files: [watched, join(home, 'absent')] });
  const manager = { ...base, listed, ...changes } as PackageManager;
  const cacheFile = join(home, 'cache', 'pipx.json');
  const list = () => userListing(manager, context(home), cacheFile);
  return { home, watched, cacheFile, list, manager, asked: () => asked };
}

describe('userListing', () => {
  it('asks once while nothing changes', async () => {
    const { list, asked } = setUp();
    expect(await list()).toEqual({ packages, fromCache: false });
    expect(await list()).toEqual({ packages, fromCache: true });
    expect(asked()).toBe(1);
  });

  it('asks again when a watched file changes, appears or goes', async () => {
    const { list, asked, home, watched } = setUp();
    await list();
    writeFileSync(join(watched, 'new'), '');
    expect(await list()).toMatchObject({ fromCache: false });
    writeFileSync(join(home, 'absent'), '');
    expect(await list()).toMatchObject({ fromCache: false });
    expect(await list()).toMatchObject({ fromCache: true });
    expect(asked()).toBe(3);
  });

  it('asks nobody where the place was never made', async () => {
    const { list, asked, watched } = setUp();
    rmSync(watched, { recursive: true });
    expect(await list()).toEqual({ packages: [], fromCache: true });
    mkdirSync(watched);
    expect(await list()).toEqual({ packages, fromCache: false });
    expect(asked()).toBe(1);
  });

  it('does not remember an answer during which something changed', async () => {
    const { home, watched, cacheFile, manager } = setUp();
    const busy = {
      ...manager,
      listed: async () => {
        writeFileSync(join(watched, 'meanwhile'), '');
        return packages;
      },
    } as PackageManager;
    await userListing(busy, context(home), cacheFile);
    expect(existsSync(cacheFile)).toBe(false);
  });

  it('always asks where the place cannot be watched', async () => {
    const { list, asked, cacheFile } = setUp({ listingFiles: () => undefined });
    await list();
    await list();
    expect(asked()).toBe(2);
    expect(existsSync(cacheFile)).toBe(false);
  });

  it.each([
    ['no JSON', () => '{'],
    ['another format', (text: string) => text.replace('"format":1', '"format":2')],
    ['another manager', (text: string) => text.replace('pipx', 'uv')],
    ['a package without a version', (text: string) => text.replace('"version":"1",', '')],
    ['half an identity', (text: string) => text.replace(/,"ENOENT"/, '')],
    ['a list of commands', (text: string) => text.replace('{"ruff":"/x/ruff"}', '[]')],
  ])('takes a cache with %s for none', async (_, damage) => {
    const { list, cacheFile } = setUp();
    await list();
    const text = readFileSync(cacheFile, 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(cacheFile, damage(text));
    expect(await list()).toEqual({ packages, fromCache: false });
    expect(await list()).toMatchObject({ fromCache: true });
  });

  it('goes on without a cache that cannot be written', async () => {
    const { list, home } = setUp();
    writeFileSync(join(home, 'cache'), 'a file');
    expect(await list()).toMatchObject({ packages });
  });

  it.skipIf(process.platform === 'win32')('keeps the cache for the user alone', async () => {
    const { list, cacheFile } = setUp();
    await list();
    expect(statSync(cacheFile).mode & 0o777).toBe(0o600);
  });
});
