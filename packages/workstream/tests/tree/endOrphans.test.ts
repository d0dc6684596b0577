import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endOrphans, runMarker, type ProcessTable } from '../../src/tree/endOrphans.js';

function table(processes: Record<number, { command: string; env: string; lives: number }>) {
  const killed: [number, string][] = [];
  const alive = (): number[] =>
    Object.entries(processes).flatMap(([pid, { lives }]) => (lives > 0 ? Number(pid) : []));
  const effects: ProcessTable = {
    list: alive,
    environment: (pid) => Buffer.from(processes[pid]?.env ?? ''),
    command: (pid) => processes[pid]?.command ?? '',
    kill: (pid, signal) => {
      killed.push([pid, signal]);
      const process = processes[pid];
      if (process) process.lives -= signal === 'SIGKILL' ? 1000 : 1;
    },
    wait: async () => {
      for (const process of Object.values(processes)) if (process.command === 'git') process.lives -= 1;
    },
  };
  return { effects, killed };
}

describe('what an interrupted run left running', () => {
  const mark = `${runMarker}=t1`;

  it('is ended, by force if it does not obey; git may finish; others are left alone', async () => {
    const { effects, killed } = table({
      10: { command: 'git', env: mark, lives: 3 },
      11: { command: 'node', env: `A=1\0${mark}\0`, lives: 1 },
      12: { command: 'node', env: `${runMarker}=t2`, lives: 1 },
      13: { command: 'stubborn', env: mark, lives: 900 },
    });
    await endOrphans('t1', 'linux', effects);
    expect(killed.filter(([pid]) => pid === 10 || pid === 12)).toEqual([]);
    expect(killed[0]).toEqual([11, 'SIGTERM']);
    expect(killed.at(-1)).toEqual([13, 'SIGKILL']);
  });

  it('is ended in the end, even if it is git', async () => {
    const { effects, killed } = table({ 10: { command: 'git-remote', env: mark, lives: 1000 } });
    await endOrphans('t1', 'linux', effects);
    expect(killed).toEqual([[10, 'SIGKILL']]);
  });

  it('is not looked for where it cannot be found', async () => {
    const { effects, killed } = table({ 10: { command: 'node', env: mark, lives: 1 } });
    await endOrphans('t1', 'darwin', effects);
    expect(killed).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('is found among real processes', async () => {
    const token = `test-${process.pid}`;
    const child = spawn(process.execPath, ['-e', 'console.log(1);setInterval(()=>{},1000)'], {
      env: { [runMarker]: token },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    const end = once(child, 'exit');
    await endOrphans(token);
    expect((await end)[1]).toBe('SIGTERM');
  });
});
