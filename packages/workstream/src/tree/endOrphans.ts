import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is asked of the system about other processes. */
export interface ProcessTable {
  readonly list: () => readonly number[];
  /** The environment a process was started with; `undefined` if it has gone or is someone else's. */
  readonly environment: (pid: number) => Buffer | undefined;
  readonly command: (pid: number) => string;
  readonly kill: (pid: number, signal: NodeJS.Signals) => void;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** The variable that marks every process of a run. */
export const runMarker = 'AIM_WORKSTREAM_RUN';

const gitGraceMs = 10_000;
const stopGraceMs = 2000;
const stepMs = 20;

/**
 * Ends what an interrupted run has left running, so that nothing of it writes on while the run is resumed. Git may
 * finish first: ended in the middle, it leaves files half written. Found on Linux only, by a mark in the environment.
 */
export async function endOrphans(
  token: string,
  platform: NodeJS.Platform = process.platform,
  table: ProcessTable = linuxProcesses,
): Promise<void> {
  if (platform !== 'linux') return;
  const isGit = (pid: number): boolean => table.command(pid).startsWith('git');
  for (let waited = 0; waited < gitGraceMs; waited += stepMs) {
    const orphans = findOrphans(token, table);
    if (orphans.length === 0) return;
    const others = orphans.filter((pid) => !isGit(pid));
    for (const pid of others) table.kill(pid, waited < stopGraceMs ? 'SIGTERM' : 'SIGKILL');
    await table.wait(stepMs);
  }
  for (const pid of findOrphans(token, table)) table.kill(pid, 'SIGKILL');
}

function findOrphans(token: string, table: ProcessTable): number[] {
  const mark = Buffer.from(`${runMarker}=${token}`);
  return table.list().filter((pid) => pid !== process.pid && table.environment(pid)?.includes(mark) === true);
}

export const linuxProcesses: ProcessTable = {
  list: () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number),
  environment: (pid) => read(`/proc/${pid}/environ`),
  command: (pid) => read(`/proc/${pid}/comm`)?.toString('utf8').trim() ?? '',
  kill(pid, signal) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  },
  wait: sleep,
};

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
