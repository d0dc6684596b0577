import { createRunner } from '@aim/exec';
import type { RunRequest, RunResult } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { ran } from '../../../../tools/testing/ran.mjs';
import { createReach } from '../../src/paths/createReach.js';
import { useTempDir } from '../support/tempDir.js';

const tempDir = useTempDir();
const { signal } = new AbortController();

function reachWith(result: Partial<RunResult>) {
  const asked: RunRequest[] = [];
  const reach = createReach({
    platform: 'linux',
    node: '/bin/node',
    env: () => ({}),
    mounts: () => [{ point: '/mnt/nas', type: 'nfs4' }],
    run: (request) => {
      asked.push(request);
      return Promise.resolve(ran(result));
    },
  });
  return { reach, asked };
}

describe('createReach', () => {
  it('starts nothing for a local path', async () => {
    const { reach, asked } = reachWith({ timedOut: true });
    expect(await reach('/home', signal)).toBe(true);
    expect(asked).toEqual([]);
  });

  it('asks a share once, however many paths are on it', async () => {
    const { reach, asked } = reachWith({});
    expect(await Promise.all([reach('/mnt/nas/a', signal), reach('/mnt/nas/b', signal)])).toEqual([
      true,
      true,
    ]);
    expect(asked.map(({ args }) => args.at(-1))).toEqual(['/mnt/nas']);
  });

  it('takes an error for an answer', async () => {
    expect(await reachWith({ exitCode: 1 }).reach('/mnt/nas', signal)).toBe(true);
  });

  it.each([{ timedOut: true }, { aborted: true }, { startError: 'ENOENT' }])(
    'does not rely on a share when %o',
    async (result) => {
      expect(await reachWith(result).reach('/mnt/nas/x', signal)).toBe(false);
    },
  );

  it('asks in a real child process', async () => {
    const { path } = tempDir();
    const options = {
      platform: 'linux',
      env: () => ({}),
      mounts: () => [{ point: path, type: 'nfs4' }],
    } as const;
    const asking = createReach({ ...options, run: createRunner(), node: process.execPath });
    expect(await asking(path, signal)).toBe(true);
  });
});
