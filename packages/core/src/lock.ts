import { monotonicMs } from './monotonicMs.js';
import { linkSync } from 'node:fs';
import type { AimError } from './AimError.js';
import { coreError } from './errors.js';
import {
  claimGeneration,
  listLock,
  markReleased,
  readGeneration,
  releasedName,
  sweepLock,
  withdrawClaim,
  writtenAt,
  type LockListing,
} from './lockDirectory.js';
import {
  isDead,
  ownRecord,
  parseOwner,
  systemProcessFacts,
  type LockOwner,
  type ProcessFacts,
} from './lockOwner.js';
import { systemErrorCode } from './systemErrorCode.js';

export interface Lock {
  /** Gives the lock up. A second call does nothing. */
  release(): void;
}

export interface LockOptions {
  /** How long to wait for another holder, in ms. 10 000 when absent; 0 tries once. */
  readonly waitMs?: number;
  /** Called once, when the lock turns out to be taken. `holder` is the process id, if it is known. */
  readonly onWait?: (holder: number | undefined) => void;
  readonly effects?: Partial<LockEffects>;
}

export interface LockEffects extends ProcessFacts {
  /** A monotonic clock in ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** Creates a hard link; fails on file systems that have none. */
  readonly link: (existing: string, created: string) => void;
}

type Attempt = { readonly lock: Lock } | { readonly holder: LockOwner | undefined };

/**
 * Takes a lock that only one process at a time can hold, on this machine and on others that share the directory.
 *
 * `path` is a directory. Its highest numbered file is the current generation: held by the process named in it, or
 * given up, which its name says. A lock is taken by creating the next number; numbers only rise, so a process that
 * acts on an outdated listing finds out before it believes that it holds the lock. The lock of a process that has
 * ended is free at once; no lock goes stale by age.
 *
 * @throws AimError LOCK_BUSY after `waitMs`; LOCK_FAILED when the directory cannot be used.
 */
export async function acquireLock(path: string, options: LockOptions = {}): Promise<Lock> {
  const { waitMs = 10_000, onWait } = options;
  const effects = { ...systemEffects, ...options.effects };
  const own = options.effects === undefined ? (ownRecordMemo ??= ownRecord(effects)) : ownRecord(effects);
  let deadline: number | undefined;
  for (let delay = 1; ; delay = Math.min(delay * 1.5, maxDelay)) {
    const attempt = tryAcquire(path, own, effects);
    if ('lock' in attempt) return attempt.lock;
    if (deadline === undefined) {
      deadline = effects.now() + waitMs;
      if (waitMs > 0) onWait?.(attempt.holder?.pid);
    }
    const left = deadline - effects.now();
    if (left <= 0) throw busyError(path, attempt.holder);
    // The longer it has waited the more often it asks: among many it must not be passed over for ever.
    const patience = Math.max(4, (maxDelay * left) / waitMs);
    await effects.sleep(Math.min(left, Math.min(delay, patience) * (0.5 + effects.random())));
  }
}

/** Runs an action while holding the lock at `path`; see {@link acquireLock}. */
export async function withLock<T>(
  path: string,
  action: () => T | Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const lock = await acquireLock(path, options);
  let result: T;
  try {
    result = await action();
  } catch (error) {
    releaseQuietly(lock);
    throw error;
  }
  lock.release();
  return result;
}

/** Does not change while the process lives. */
let ownRecordMemo: LockOwner | undefined;

const systemEffects: LockEffects = {
  ...systemProcessFacts,
  now: monotonicMs,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  link: (existing, created) => linkSync(existing, created),
};

/** The longest pause between two attempts, in ms. */
const maxDelay = 40;

/** Lost races against other processes after which to wait instead of trying again at once. */
const maxLostRaces = 20;

function tryAcquire(path: string, own: LockOwner, effects: LockEffects): Attempt {
  try {
    for (let lost = 0; lost < maxLostRaces; lost += 1) {
      const before = listLock(path);
      const state = before.generation === 0 || before.released ? 'free' : stateOf(path, before, own, effects);
      if (state === 'changed') continue;
      if (state !== 'free') return { holder: state.owner };
      const generation = before.generation + 1;
      if (!claimGeneration(path, generation, JSON.stringify(own), effects.link)) continue;
      const after = listLock(path);
      if (isConfirmed(before, after)) {
        sweepLock(path, generation, after.names, effects.isAlive);
        return { lock: heldLock(path, generation) };
      }
      withdrawClaim(path, generation);
    }
    return { holder: undefined };
  } catch (error) {
    throw lockError(path, error);
  }
}

type HolderState = 'free' | 'changed' | { readonly owner: LockOwner | undefined };

function stateOf(
  path: string,
  { generation }: LockListing,
  own: LockOwner,
  effects: LockEffects,
): HolderState {
  const text = readGeneration(path, generation);
  if (text === undefined) return 'changed';
  const owner = parseOwner(text);
  if (owner !== undefined) return isDead(owner, own, effects) ? 'free' : { owner };
  // Without links a record is seen empty for a moment, which must not pass for free; but a record that a power cut
  // left empty is older than the machine's start.
  const written = writtenAt(path, generation);
  return written !== undefined && written < effects.bootedAt() ? 'free' : { owner };
}

/**
 * A claim holds unless it rests on an outdated listing. In that case its number has been taken, given up and swept
 * away before, together with its predecessor, and a higher one or its released name is there.
 */
function isConfirmed(before: LockListing, after: LockListing): boolean {
  const { generation, released } = before;
  const predecessor = released ? releasedName(generation) : String(generation);
  return (
    after.generation === generation + 1 &&
    !after.released &&
    (generation === 0 || after.names.includes(predecessor))
  );
}

function heldLock(path: string, generation: number): Lock {
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      try {
        markReleased(path, generation);
      } catch (error) {
        // Gone: the lock's directory was removed by hand, so there is nothing to give up.
        if (systemErrorCode(error) !== 'ENOENT') throw lockError(path, error);
      }
    },
  };
}

function releaseQuietly(lock: Lock): void {
  try {
    lock.release();
  } catch {
    // The action's own error is the one to report.
  }
}

function busyError(path: string, holder: LockOwner | undefined): AimError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return coreError('LOCK_BUSY', `The lock ${path} is held by ${who}.`, {
    hint: 'Wait for that process to end, or end it. If no such process exists, remove the lock directory.',
    details: { path, ...(holder && { pid: holder.pid, host: holder.host }) },
  });
}

function lockError(path: string, cause: unknown): AimError {
  const code = systemErrorCode(cause);
  return coreError('LOCK_FAILED', `Cannot use the lock directory ${path}: ${code}.`, {
    hint: 'Make the directory writable for you and check that the disk is not full, then run the command again.',
    cause,
    details: { path, code },
  });
}
