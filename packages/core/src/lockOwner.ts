import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { processStat } from './processStat.js';
import { systemErrorCode } from './systemErrorCode.js';

/** Who holds a lock, as written into its generation file. */
export interface LockOwner {
  readonly pid: number;
  /** When the process started, in ticks since boot; empty where the platform does not tell. */
  readonly start: string;
  /** Changes at every start of the machine; empty where the platform does not tell. */
  readonly boot: string;
  readonly host: string;
  /** The space in which `pid` is unique: a container's process ids say nothing about those of its host. */
  readonly pidSpace: string;
}

/** What the lock asks the system. */
export interface ProcessFacts {
  readonly hostname: () => string;
  readonly bootId: () => string;
  readonly pidSpace: () => string;
  /** `false` only if there is certainly no such process. */
  readonly isAlive: (pid: number) => boolean;
  /** `undefined` when unknown, `null` for a process that has ended but is still listed. */
  readonly startTime: (pid: number) => string | null | undefined;
  /** When the machine was started, in ms since the epoch. */
  readonly bootedAt: () => number;
}

export const systemProcessFacts: ProcessFacts = {
  hostname: () => hostname(),
  bootId: () => readOrEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()),
  pidSpace: () => readOrEmpty(() => readlinkSync('/proc/self/ns/pid')),
  isAlive,
  startTime: (pid) => {
    const stat = readOrEmpty(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
    if (stat === '') return undefined;
    const { ended, started } = processStat(stat);
    return ended ? null : String(started);
  },
  bootedAt: () => Date.now() - uptime() * 1000,
};

/** The record of the calling process. */
export function ownRecord(facts: ProcessFacts): LockOwner {
  return {
    pid: process.pid,
    start: facts.startTime(process.pid) ?? '',
    boot: facts.bootId(),
    host: facts.hostname(),
    pidSpace: facts.pidSpace(),
  };
}

/**
 * Whether the owner can no longer release its lock. Age says nothing: a holder may be suspended for days. Of an
 * owner on another machine or in another container nothing can be known, so it counts as alive.
 */
export function isDead(owner: LockOwner, own: LockOwner, facts: ProcessFacts): boolean {
  if (owner.host !== own.host) return false;
  if (owner.boot !== own.boot) return true;
  if (owner.pidSpace !== own.pidSpace) return false;
  if (!facts.isAlive(owner.pid)) return true;
  const start = facts.startTime(owner.pid);
  return start === null || (start !== undefined && owner.start !== '' && start !== owner.start);
}

/** Reads an owner record; `undefined` for a file that holds none. */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const { pid, start, boot, host, pidSpace } = JSON.parse(text) as Partial<Record<string, unknown>>;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
    const strings = [start, boot, host, pidSpace].every((field) => typeof field === 'string');
    return strings ? (JSON.parse(text) as LockOwner) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== 'ESRCH';
  }
}

function readOrEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
