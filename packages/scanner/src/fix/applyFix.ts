import { systemFs, withLock } from '@aim/core';
import { scannerError } from '../errors.js';
import { turn } from '../turn.js';
import type { FixContext } from './FixContext.js';
import type { FixFs } from './FixFs.js';
import { openJournal } from './FixJournal.js';
import type { FixOutcome } from './FixOutcome.js';
import { fixPaths } from './fixPaths.js';
import type { FixPlan } from './FixPlan.js';
import { fixBatch } from './fixBatch.js';
import { findCloneSupport } from './findCloneSupport.js';
import { runName } from './runName.js';
import { withBytePaths } from './withBytePaths.js';

export interface ApplyFixOptions {
  /** Folder of journals and quarantine; both are made in it when there are none. */
  readonly stateDir: string;
  /** Called after each item. */
  readonly onItem?: (outcome: FixOutcome, done: number, total: number) => void;
  /** Stops between items; what was done stays done, and can be undone. */
  readonly signal?: AbortSignal;
  /** Wall clock, ms since the epoch. */
  readonly now?: () => number;
  readonly platform?: NodeJS.Platform;
  readonly fs?: FixFs;
}

export interface FixResult {
  /** Names the run for `undoFix`. */
  readonly run: string;
  readonly method: FixPlan['method'];
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  /** Bytes that were shared or moved. */
  readonly bytes: number;
  readonly items: readonly FixOutcome[];
  /** The signal ended the run before all items were looked at. */
  readonly aborted: boolean;
}

/** Items that share one write to the journal. */
const batchSize = 32;

/**
 * Carries out a plan. Each file is looked at, compared byte for byte with the one that stays, and looked at again
 * right before anything happens to it; each action is on disk in the journal first. Nothing is deleted: a duplicate
 * becomes a name (or a clone) of the file that stays, or goes into quarantine. What cannot be done is listed.
 *
 * A program that holds a file open for writing cannot be seen. What it writes after the file was let go is lost with
 * `hardlink` and `reflink`, and lands in quarantine with `quarantine`.
 *
 * @throws AimError SCAN_REFLINK_UNSUPPORTED before anything is changed, SCAN_JOURNAL_UNREADABLE, LOCK_BUSY,
 * LOCK_FAILED.
 */
export async function applyFix(plan: FixPlan, options: ApplyFixOptions): Promise<FixResult> {
  const { stateDir, now = Date.now, platform = process.platform } = options;
  const fs = withBytePaths(options.fs ?? systemFs);
  const paths = fixPaths(stateDir);
  const run = runName(now());
  checkPlan(plan);
  return await withLock(paths.lock, async () => {
    const journal = openJournal(fs, paths.journals, run);
    try {
      journal.append([
        { t: 'run', version: 1, run, method: plan.method, time: new Date(now()).toISOString() },
      ]);
      const context = { fs, run, paths, journal, now, platform };
      if (plan.method === 'reflink' && findCloneSupport(plan, context) === 'none') throw cannotReflink(plan);
      return await runPlan(plan, options, context);
    } finally {
      journal.close();
    }
  });
}

async function runPlan(plan: FixPlan, options: ApplyFixOptions, context: FixContext): Promise<FixResult> {
  const items: FixOutcome[] = [];
  let aborted = false;
  for (let start = 0; start < plan.items.length; start += batchSize) {
    // A signal is heard only between two turns of the event loop.
    await turn();
    aborted = options.signal?.aborted === true;
    if (aborted) break;
    const outcomes = fixBatch(plan, { start, end: start + batchSize }, context);
    for (const outcome of outcomes) {
      items.push(outcome);
      options.onItem?.(outcome, items.length, plan.items.length);
    }
  }
  const count = (kind: FixOutcome['outcome']): number =>
    items.filter(({ outcome }) => outcome === kind).length;
  return {
    run: context.run,
    method: plan.method,
    done: count('done'),
    skipped: count('skipped'),
    failed: count('failed'),
    bytes: items.reduce((sum, item) => sum + (item.outcome === 'done' ? item.bytes : 0), 0),
    items,
    aborted,
  };
}

/** A plan may have been put together by hand: a file that stays must not go for another reason. */
function checkPlan({ items, method }: FixPlan): void {
  const going = new Set(items.map(({ path }) => path));
  const contradiction = items.find((item) => item.kind === 'duplicate' && going.has(item.keep));
  if (contradiction !== undefined) {
    throw scannerError(
      'SCAN_PLAN_INVALID',
      `The plan both keeps and changes a copy of ${contradiction.path}.`,
      {
        hint: 'Plan the fix again from what the scan printed.',
      },
    );
  }
  if (method !== 'quarantine' && items.some(({ kind }) => kind === 'cache')) {
    throw scannerError('SCAN_PLAN_INVALID', `The plan would ${method} a cache.`, {
      hint: 'Caches can only be put into quarantine.',
    });
  }
}

function cannotReflink({ items }: FixPlan): Error {
  return scannerError(
    'SCAN_REFLINK_UNSUPPORTED',
    `The file system of ${items[0]?.path ?? 'these files'} cannot share blocks between files; nothing was changed.`,
    { hint: 'Use --hardlink or --quarantine. Btrfs, XFS, APFS and ReFS can share blocks.' },
  );
}
