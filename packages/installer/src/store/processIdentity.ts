import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { processStat, systemErrorCode } from '@aim/core';

/** Which process wrote something, told apart from a later one with the same number where the system lets us. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** The machine's start and the process's; empty where the system does not tell. */
  readonly start: string;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), start: startOf(process.pid) ?? '' };
}

/** Whether the process may still run. Of one on another machine nothing is known, so it may. */
export function mayRun(identity: ProcessIdentity): boolean {
  if (identity.host !== hostname()) return true;
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return false;
  }
  const start = startOf(identity.pid);
  return start !== null && (start === undefined || identity.start === '' || start === identity.start);
}

/** `null` for a process that has ended and was not yet taken note of. */
function startOf(pid: number): string | null | undefined {
  try {
    const { ended, started } = processStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    if (ended) return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${started}`;
  } catch {
    return undefined;
  }
}
