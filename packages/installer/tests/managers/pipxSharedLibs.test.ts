import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { managerError } from '../../src/managers/managerErrors.js';
import { withPipxShared } from '../../src/managers/pipxSharedLibs.js';
import { put } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

const day = 24 * 3_600_000;

/** An installation that makes the libraries where they are missing, as pipx does, and counts what runs at once. */
function installer(platform: NodeJS.Platform = 'linux') {
  const files = platform === 'win32' ? ['Scripts/python.exe', 'Scripts/pip.exe'] : ['bin/python', 'bin/pip'];
  const seen = { created: 0, running: 0, most: 0, mostWhileCreating: 0 };
  let creating = 0;
  return {
    seen,
    install: async (path: string) => {
      seen.running += 1;
      seen.most = Math.max(seen.most, seen.running);
      const missing = !existsSync(join(path, files[0] ?? ''));
      if (missing) creating += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (creating > 0) seen.mostWhileCreating = Math.max(seen.mostWhileCreating, seen.running);
      if (missing) {
        for (const file of files) put(join(path, file));
        seen.created += 1;
        creating -= 1;
      }
      seen.running -= 1;
      return path;
    },
  };
}

describe('withPipxShared', () => {
  it.each(['linux', 'win32'] as const)(
    'lets only the first installation create them, on %s',
    async (platform) => {
      const directory = tempDir();
      const { seen, install } = installer(platform);
      const shared = { directory, platform, waitMs: 10_000 };
      const paths = await Promise.all([1, 2, 3, 4].map(() => withPipxShared(shared, install)));
      expect(new Set(paths).size).toBe(1);
      expect(seen).toMatchObject({ created: 1, mostWhileCreating: 1 });
      await Promise.all([1, 2, 3].map(() => withPipxShared(shared, install)));
      expect(seen).toMatchObject({ created: 1, most: 3 });
    },
  );

  it('lets all installations run side by side where the libraries could be made first', async () => {
    const directory = tempDir();
    const { seen, install } = installer();
    const made: string[] = [];
    const make = async (path: string): Promise<boolean> => {
      made.push(path);
      for (const file of ['bin/python', 'bin/pip']) put(join(path, file));
      return true;
    };
    const shared = { directory, platform: 'linux', waitMs: 1000, make } as const;
    const paths = await Promise.all([1, 2, 3].map(() => withPipxShared(shared, install)));
    expect(made).toEqual([paths[0]]);
    expect(seen).toMatchObject({ created: 0, most: 3 });
  });

  it('leaves it to pipx to make them where that fails', async () => {
    const { seen, install } = installer();
    const make = () => Promise.resolve(false);
    const shared = { directory: tempDir(), platform: 'linux', waitMs: 1000, make } as const;
    await Promise.all([1, 2].map(() => withPipxShared(shared, install)));
    expect(seen).toMatchObject({ created: 1, mostWhileCreating: 1 });
  });

  it('makes them anew after a process was killed while it made them', async () => {
    const directory = tempDir();
    const shared = { directory, platform: 'linux', waitMs: 1000 } as const;
    const killed = withPipxShared(shared, async (path) => {
      put(join(path, 'bin/python'));
      put(join(path, 'bin/pip'), 'half');
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    const { seen, install } = installer();
    await withPipxShared(shared, install);
    expect(seen.created).toBe(1);
  });

  it('makes them anew when the Python they were made with is gone', async () => {
    const directory = tempDir();
    const shared = { directory, platform: 'linux', waitMs: 1000 } as const;
    const { seen, install } = installer();
    rmSync(join(await withPipxShared(shared, install), 'bin/python'));
    await withPipxShared(shared, install);
    expect(seen.created).toBe(2);
  });

  it('keeps them when only the package was not to be had', async () => {
    const directory = tempDir();
    const shared = { directory, platform: 'linux', waitMs: 1000 } as const;
    const { seen, install } = installer();
    const failed = withPipxShared(shared, async (path) => {
      await install(path);
      throw managerError('INSTALL_VERSION_NOT_FOUND', 'no such version', { hint: 'Pick another.' });
    });
    await expect(failed).rejects.toThrow('no such version');
    await withPipxShared(shared, install);
    expect(seen.created).toBe(1);
  });

  it('does not hold installations up where pipx does without them', async () => {
    const shared = { directory: tempDir(), platform: 'linux', waitMs: 1000 } as const;
    await withPipxShared(shared, () => Promise.resolve());
    let running = 0;
    let release = () => {};
    const both = new Promise<void>((resolve) => (release = resolve));
    const install = () => {
      running += 1;
      if (running === 2) release();
      return both;
    };
    await Promise.all([withPipxShared(shared, install), withPipxShared(shared, install)]);
    expect(running).toBe(2);
  });

  it('makes new ones before pipx would change them in place, and drops those no one uses any more', async () => {
    const directory = tempDir();
    const { install } = installer();
    const at = (time: number) =>
      withPipxShared({ directory, platform: 'linux', waitMs: 1000, now: () => time }, install);
    const first = await at(0);
    expect(await at(27 * day)).toBe(first);
    writeFileSync(join(directory, 'pipx-shared/.pipx.lock'), '');
    const second = await at(29 * day);
    expect(second).not.toBe(first);
    expect(existsSync(first)).toBe(true);
    await at(60 * day);
    expect([existsSync(first), existsSync(second)]).toEqual([false, true]);
    expect(existsSync(join(directory, 'pipx-shared/.pipx.lock'))).toBe(true);
  });
});
