import { readdirSync, readFileSync } from 'node:fs';
import { processStat, type ProcessStat } from '@aim/core';

/** Where a process stands among the others. */
export type ProcessPlace = Pick<ProcessStat, 'parent' | 'group' | 'session' | 'started' | 'ended'>;

/** What is known about the machine's processes. */
export interface SystemProcesses {
  list(): number[];
  /** The environment a process was started with; empty for one without memory, `undefined` if it cannot be read. */
  environment(pid: number): Buffer | undefined;
  place(pid: number): ProcessPlace | undefined;
  /** The number that was given to a process last; numbers rise, and begin anew at the system's limit. */
  newest(): number | undefined;
  /** How many processes were ever started. */
  started(): number | undefined;
}

/** Reads Linux's `/proc`; synchronous, since one read costs some 10 µs and a round through the event loop more. */
export const linuxProcesses: SystemProcesses = {
  list() {
    const names = attempt(() => readdirSync('/proc')) ?? [];
    return names.filter((name) => /^\d+$/.test(name)).map(Number);
  },
  environment: (pid) => attempt(() => readFileSync(`/proc/${pid}/environ`)),
  place(pid) {
    const text = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
    return text === undefined ? undefined : processStat(text);
  },
  newest: () => numberIn('/proc/loadavg', /(\d+)\n?$/),
  started: () => numberIn('/proc/stat', /^processes (\d+)$/m),
};

function numberIn(file: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(attempt(() => readFileSync(file, 'latin1')) ?? '');
  return found === null ? undefined : Number(found[1]);
}

// A process may end between being listed and being read.
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
