import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { acquireLock, AimError, type Lock, monotonicMs } from '@aim/core';
import { registryError } from './errors.js';
import { pause } from './pause.js';
import { realPath } from './realPath.js';
import { workingTree } from './workingTree.js';

export interface InvocationQueueOptions {
  /** Where the locks lie. Shared by every process that is to wait in the same queue. */
  readonly directory: string;
  readonly cwd: string;
  /** Invocations that may run at once in one working tree; at least 1. */
  readonly maxConcurrent: number;
  /** Longest wait in ms. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
  readonly effects?: Partial<QueueEffects>;
}

export interface QueueEffects {
  /** Takes a lock or rejects with LOCK_BUSY, without waiting. */
  readonly tryLock: (path: string) => Promise<Lock>;
  /** Rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A monotonic clock in ms. */
  readonly clock: () => number;
}

const pollMs = 50;
const defaultWaitMs = 600_000;

/**
 * Runs a task once fewer than `maxConcurrent` others run in the same working tree, in whichever process.
 *
 * @throws AimError INVOCATION_QUEUE_BUSY after `waitMs`; the signal's reason when it is aborted while waiting.
 */
export async function queued<T>(options: InvocationQueueOptions, task: () => Promise<T>): Promise<T> {
  const lock = await takeSlot(options);
  try {
    return await task();
  } finally {
    lock.release();
  }
}

async function takeSlot(options: InvocationQueueOptions): Promise<Lock> {
  const { waitMs = defaultWaitMs, signal, effects = {} } = options;
  const { clock = monotonicMs, sleep = pause } = effects;
  const tree = workingTree(options.cwd);
  const slots = slotPaths(options, realPath(tree) ?? tree);
  const started = clock();
  for (;;) {
    signal?.throwIfAborted();
    const lock = await freeSlot(slots, effects.tryLock ?? ((path) => acquireLock(path, { waitMs: 0 })));
    if (lock !== undefined) return lock;
    if (clock() - started >= waitMs) {
      throw registryError('INVOCATION_QUEUE_BUSY', `Other invocations in ${tree} are still running.`, {
        hint: 'Wait for them to end, or raise conflict_resolution.concurrent_access.max_concurrent.',
      });
    }
    await sleep(pollMs, signal);
  }
}

function slotPaths({ directory, maxConcurrent }: InvocationQueueOptions, tree: string): readonly string[] {
  const name = createHash('sha256').update(tree).digest('hex').slice(0, 16);
  const count = Math.max(1, Math.floor(maxConcurrent));
  return Array.from({ length: count }, (_, slot) => join(directory, `invoke-${name}-${slot}`));
}

async function freeSlot(
  slots: readonly string[],
  tryLock: QueueEffects['tryLock'],
): Promise<Lock | undefined> {
  for (const slot of slots) {
    try {
      return await tryLock(slot);
    } catch (error) {
      if (!(error instanceof AimError && error.code === 'LOCK_BUSY')) throw error;
    }
  }
  return undefined;
}
