import { readdirSync } from 'node:fs';
import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { queued, type InvocationQueueOptions } from '../src/queued.js';
import { useTempDir } from './support/tempDir.js';

function gate(): { open: () => void; passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe('queued', () => {
  const dir = useTempDir();
  const options = (more: Partial<InvocationQueueOptions> = {}): InvocationQueueOptions => ({
    directory: `${dir.path}/locks`,
    cwd: dir.mkdir('tree'),
    maxConcurrent: 1,
    ...more,
  });

  it('lets one task at a time run in a tree', async () => {
    let running = 0;
    let most = 0;
    const task = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => queued(options(), task)));
    expect(most).toBe(1);
  });

  it('lets as many run as it is told, and no more', async () => {
    const first = gate();
    const second = gate();
    let third = false;
    const wide = options({ maxConcurrent: 2 });
    const started = [gate(), gate()];
    const runs = [first, second].map((each, index) =>
      queued(wide, async () => {
        started[index]?.open();
        await each.passed;
      }),
    );
    await Promise.all(started.map((each) => each.passed));
    const waited = gate();
    const sleep = async () => {
      waited.open();
      await new Promise(setImmediate);
    };
    const late = queued({ ...wide, effects: { sleep } }, () => {
      third = true;
      return Promise.resolve();
    });
    await waited.passed;
    expect(third).toBe(false);
    second.open();
    await late;
    first.open();
    await Promise.all(runs);
  });

  it('does not make other trees wait, and knows a tree from any place in it', async () => {
    dir.mkdir('tree/.git');
    await queued(options(), async () => {
      await queued(options({ cwd: dir.mkdir('other') }), () => Promise.resolve());
      const busy = queued(options({ cwd: dir.mkdir('tree/sub'), waitMs: 0 }), () => Promise.resolve());
      await expect(busy).rejects.toMatchObject({ code: 'INVOCATION_QUEUE_BUSY' });
    });
    expect(readdirSync(`${dir.path}/locks`)).toHaveLength(2);
  });

  it('gives up after its wait with an error that names the tree', async () => {
    let now = 0;
    const effects = { clock: () => now, sleep: (ms: number) => Promise.resolve(void (now += ms)) };
    await queued(options(), async () => {
      const late = queued(options({ waitMs: 1000, effects }), () => Promise.resolve());
      await expect(late).rejects.toThrow(`${dir.path}/tree`);
    });
    expect(now).toBe(1000);
  });

  it('frees its place when the task fails', async () => {
    await expect(queued(options(), () => Promise.reject(new Error('task')))).rejects.toThrow('task');
    expect(await queued(options({ waitMs: 0 }), () => Promise.resolve(7))).toBe(7);
  });

  it('stops waiting when it is aborted', async () => {
    const controller = new AbortController();
    await queued(options(), async () => {
      const late = queued(options({ signal: controller.signal }), () => Promise.resolve());
      controller.abort();
      await expect(late).rejects.toMatchObject({ name: 'AbortError' });
      const never = queued(options({ signal: controller.signal }), () => Promise.resolve());
      await expect(never).rejects.toMatchObject({ name: 'AbortError' });
    });
  });

  it('does not take another error for a busy lock', async () => {
    const tryLock = () => Promise.reject(new AimError('LOCK_FAILED', 1, 'no directory'));
    await expect(queued(options({ effects: { tryLock } }), () => Promise.resolve())).rejects.toThrow(
      'no directory',
    );
  });
});
