import { promises, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createRunner } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import { createPathInspector } from '../../src/paths/pathInspector.js';
import { useTempDir } from '../support/tempDir.js';

const tempDir = useTempDir();
const { signal } = new AbortController();
const run = createRunner();
const inspector = createPathInspector({ run });

describe.skipIf(process.platform === 'win32')('createPathInspector', () => {
  it('tells files, folders and others apart', async () => {
    const dir = tempDir();
    const file = dir.file('a', 'x', 0o640);
    expect(await inspector.inspect(file, signal)).toMatchObject({ kind: 'file', mode: 0o640, link: false });
    expect(await inspector.inspect(dir.path, signal)).toMatchObject({ kind: 'directory', mode: 0o700 });
    expect(await inspector.inspect('/dev/null', signal)).toMatchObject({ kind: 'other' });
  });

  it('looks through a link, and says that it is one', async () => {
    const dir = tempDir();
    dir.file('a', 'x', 0o604);
    symlinkSync('a', join(dir.path, 'link'));
    symlinkSync('nowhere', join(dir.path, 'broken'));
    expect(await inspector.inspect(join(dir.path, 'link'), signal)).toMatchObject({
      mode: 0o604,
      link: true,
    });
    expect(await inspector.inspect(join(dir.path, 'broken'), signal)).toEqual({ state: 'missing' });
  });

  it('tells what is missing from what is refused', async () => {
    const dir = tempDir();
    symlinkSync('loop', join(dir.path, 'loop'));
    const file = dir.file('a', 'x');
    expect(await inspector.inspect(join(dir.path, 'none'), signal)).toEqual({ state: 'missing' });
    expect(await inspector.inspect(join(file, 'below'), signal)).toEqual({ state: 'missing' });
    expect(await inspector.inspect(join(dir.path, 'loop'), signal)).toEqual({
      state: 'refused',
      code: 'ELOOP',
    });
  });

  it('tells whether a path can be read', async () => {
    const dir = tempDir();
    expect(await inspector.isReadable(dir.path, signal)).toBe(true);
    expect(await inspector.isReadable(join(dir.path, 'none'), signal)).toBe(false);
  });

  it('measures the nearest folder that exists', async () => {
    const dir = tempDir();
    const space = await inspector.freeSpace(join(dir.path, 'not/there/yet'), signal);
    expect(space).toMatchObject({ state: 'measured', path: dir.path });
    expect(space.state === 'measured' && space.freeBytes).toBeGreaterThan(0);
  });

  it('reads the numbers of the file system as bytes and files', async () => {
    const statfs = (files: number) => ({ bavail: 10, bsize: 4096, files, ffree: 7 });
    const measured = (files: number) => {
      const fs = {
        readFileSync,
        promises: { ...promises, statfs: () => Promise.resolve(statfs(files)) },
      } as unknown as NonNullable<Parameters<typeof createPathInspector>[0]['fs']>;
      return createPathInspector({ run, fs }).freeSpace('/', signal);
    };
    expect(await measured(100)).toMatchObject({ freeBytes: 40_960, freeFiles: 7 });
    expect(await measured(0)).toMatchObject({ freeFiles: null });
  });

  it('never touches a network path that does not answer, nor follows a link to one', async () => {
    const dir = tempDir();
    const touched: string[] = [];
    const mountInfo = '31 27 0:45 / /mnt/nas rw - nfs4 server:/export rw\n';
    symlinkSync('/mnt/nas/deep', join(dir.path, 'link'));
    const stat = (path: string) => {
      touched.push(path);
      return promises.stat(path);
    };
    const lstat = (path: string) => {
      touched.push(path);
      return promises.lstat(path);
    };
    const silent = createPathInspector({
      platform: 'linux',
      run: (request) => run({ ...request, args: ['-e', 'setInterval(() => {}, 1000)'], timeoutMs: 50 }),
      fs: {
        readFileSync: (() => mountInfo) as unknown as typeof readFileSync,
        promises: { ...promises, stat, lstat },
      },
    });
    expect(await silent.inspect('/mnt/nas/x', signal)).toEqual({ state: 'silent' });
    expect(await silent.isReadable('/mnt/nas/x', signal)).toBe(false);
    expect(await silent.freeSpace('/mnt/nas/x', signal)).toEqual({ state: 'silent' });
    expect(await silent.inspect(join(dir.path, 'link'), signal)).toEqual({ state: 'silent' });
    expect(touched).toEqual([join(dir.path, 'link')]);
  });

  it('tells what lies on another machine, also behind a link', async () => {
    const dir = tempDir();
    const share = dir.file('share/vault', 'x');
    symlinkSync('share', join(dir.path, 'link'));
    const mountInfo = `31 27 0:45 / ${dir.path}/share rw - nfs4 server:/export rw\n`;
    const inspector = createPathInspector({
      platform: 'linux',
      run,
      fs: {
        readFileSync: (() => mountInfo) as unknown as typeof readFileSync,
        promises,
      },
    });
    const mountOf = (path: string) => inspector.networkMount(path, signal);
    expect(await mountOf(share)).toBe(`${dir.path}/share`);
    expect(await mountOf(join(dir.path, 'link/vault'))).toBe(`${dir.path}/share`);
    expect(await mountOf(`${dir.path}/share/none`)).toBe(`${dir.path}/share`);
    expect(await mountOf(dir.path)).toBeUndefined();
  });

  it('goes on without a table of mounts', async () => {
    const fs = {
      promises,
      readFileSync: (() => {
        throw new Error('ENOENT');
      }) as unknown as typeof readFileSync,
    };
    const plain = createPathInspector({ run, fs, platform: 'linux' });
    expect(await plain.inspect(tempDir().path, signal)).toMatchObject({ kind: 'directory' });
  });
});
