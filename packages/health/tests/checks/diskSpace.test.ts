import { describe, expect, it } from 'vitest';
import { diskSpaceCheck } from '../../src/checks/diskSpace.js';
import { diskLimits } from '../../src/diskLimits.js';
import type { FreeSpace, PathTrouble } from '../../src/paths/pathInspector.js';
import { healthContext, pathInspector } from '../support/healthContext.js';

const MiB = 1024 ** 2;
const free = (mebibytes: number, device = 1): FreeSpace => ({
  state: 'measured',
  path: `/disk${device}`,
  device,
  freeBytes: mebibytes * MiB,
  freeFiles: null,
});
const check = (spaces: Readonly<Record<string, FreeSpace | PathTrouble>>) =>
  diskSpaceCheck.run(
    healthContext({
      disk: { ...diskLimits, directories: Object.keys(spaces) },
      paths: pathInspector(
        {},
        { freeSpace: (path) => Promise.resolve(spaces[path] ?? { state: 'missing' }) },
      ),
    }),
  );

describe('disk_space check', () => {
  it('passes with room and tells how much there is at least', async () => {
    expect(await check({ '/a': free(5000, 1), '/b': free(2048, 2) })).toMatchObject({
      status: 'pass',
      message: '2.0 GiB free',
    });
  });

  it('counts a file system once, however many folders are on it', async () => {
    const { details } = await check({ '/a': free(5000), '/b': free(5000) });
    expect(details?.file_systems).toHaveLength(1);
  });

  it.each([
    [1024, 'pass'],
    [1023, 'warn'],
    [200, 'warn'],
    [199, 'fail'],
  ])('with %i MiB: %s', async (mebibytes, status) => {
    expect(await check({ '/a': free(mebibytes) })).toMatchObject({ status });
  });

  it('names the file system that is short, and what helps', async () => {
    expect(await check({ '/a': free(5000, 1), '/b': free(150, 2) })).toMatchObject({
      status: 'fail',
      message: '150 MiB left at /disk2',
      fix: expect.stringContaining('aim scan all'),
    });
  });

  it('fails when no more files fit, whatever the bytes', async () => {
    expect(await check({ '/a': { ...free(5000), freeFiles: 0 } })).toMatchObject({
      status: 'fail',
      message: 'no more files fit at /disk1',
    });
  });

  it('warns of what cannot be measured', async () => {
    expect(
      await check({ '/a': { state: 'refused', code: 'ENOSYS' }, '/b': { state: 'silent' } }),
    ).toMatchObject({
      status: 'warn',
      message: 'the room at /a cannot be measured (ENOSYS); the room at /b cannot be measured (no answer)',
    });
  });

  it('does not pass when there is nothing to measure', async () => {
    expect(await check({})).toMatchObject({ status: 'warn' });
  });
});
