import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createRunId } from '../src/runMarker.js';
import { createTreeControl } from '../src/treeControl.js';
import { isRunning, until } from './support/processes.js';

describe('createTreeControl', () => {
  it.skipIf(process.platform === 'win32')('ends a group at once and by force', async () => {
    const script = 'trap "" TERM; sleep 320 & echo $!; wait; sleep 321';
    const child = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const tree = { pid: child.pid ?? 0, runId: createRunId() };
    createTreeControl(tree, { platform: process.platform, graceMs: 0 }).endNow(true);
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    await until(() => !isRunning(Number(line)));
  });

  it('turns to the system on Windows, while the child runs', async () => {
    const calls: string[] = [];
    const windowsTree = {
      end: async (pid: number) => void calls.push(`end ${pid}`),
      endNow: (pid: number) => void calls.push(`endNow ${pid}`),
    };
    const control = createTreeControl({ pid: 7, runId: '' }, { platform: 'win32', graceMs: 1, windowsTree });
    await control.end(false);
    control.endNow(false);
    expect(calls).toEqual([]);
    await control.end(true);
    control.endNow(true);
    expect(calls).toEqual(['end 7', 'endNow 7']);
  });
});
