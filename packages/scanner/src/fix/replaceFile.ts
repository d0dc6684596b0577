import { constants, type BigIntStats } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import type { FixContext } from './FixContext.js';
import type { ReplaceIntent } from './FixIntent.js';
import type { FixOutcome, FixSkipReason } from './FixOutcome.js';
import type { DuplicateFixItem } from './FixPlan.js';
import { quarantinePath, sideNames } from './fixPaths.js';
import { isExpected, isUnwritten, stateOf } from './fileState.js';
import { secondsOf } from './fileTimes.js';
import { isPlaced } from './isPlaced.js';
import { moveNow } from './moveNow.js';
import { withOpenFile } from './openFile.js';
import { giveBack, putInPlace } from './putInPlace.js';
import { quietly } from './quietly.js';
import { sameContent } from './sameContent.js';

/** How a file system says that it cannot share blocks between files. */
const cannotClone = new Set(['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EINVAL', 'ENOTTY', 'UNKNOWN']);

/** A file modified more recently may be written to again without its time telling. */
const recentMs = 5000;

/** Looks at both files and says what is to be done, or why nothing is. Changes nothing. */
export function prepareReplace(
  item: DuplicateFixItem,
  { method, number }: { readonly method: 'hardlink' | 'reflink'; readonly number: number },
  { fs }: FixContext,
): ReplaceIntent | FixSkipReason {
  const file = stateOf(fs, item.path);
  const keep = stateOf(fs, item.keep);
  const obstacle = replaceObstacle(item, file, keep, method);
  if (obstacle !== undefined || file === undefined || keep === undefined) return obstacle ?? 'gone';
  return {
    t: 'do',
    n: number,
    op: 'replace',
    method,
    path: item.path,
    keep: item.keep,
    ino: String(file.ino),
    size: String(file.size),
    mode: Number(file.mode & 0o7777n),
    uid: String(file.uid),
    gid: String(file.gid),
    mtime_ns: String(file.mtimeNs),
    atime_ns: String(file.atimeNs),
    keep_ino: String(keep.ino),
    keep_mtime_ns: String(keep.mtimeNs),
  };
}

function replaceObstacle(
  item: DuplicateFixItem,
  file: BigIntStats | undefined,
  keep: BigIntStats | undefined,
  method: 'hardlink' | 'reflink',
): FixSkipReason | undefined {
  if (file === undefined) return 'gone';
  if (!file.isFile()) return 'special_file';
  if (!isExpected(file, item.expected)) return 'changed';
  if (keep === undefined || !keep.isFile() || !isExpected(keep, item.keepExpected)) return 'keep_changed';
  if (file.dev !== keep.dev) return 'other_device';
  if (file.ino === keep.ino) return 'same_file';
  if (file.size !== keep.size) return 'different_content';
  const sameOwner = file.uid === keep.uid && file.gid === keep.gid;
  const sameMode = method === 'reflink' || file.mode === keep.mode;
  return sameOwner && sameMode ? undefined : 'mode_or_owner_differs';
}

/** A file that has been replaced, and still lies beside its name until it is certain that nobody wrote to it. */
export interface Replaced {
  readonly intent: ReplaceIntent;
  readonly before: BigIntStats;
}

/** Compares both files and puts the link or clone in place. The file as it was stays beside it. */
export function replaceFile(intent: ReplaceIntent, context: FixContext): Replaced | FixOutcome {
  const { fs, run } = context;
  const { fresh } = sideNames(intent.path, run, intent.n);
  try {
    return withOpenFile(fs, intent.keep, (keep) =>
      withOpenFile(fs, intent.path, (file) => replaceOpen(intent, { keep, file }, context)),
    );
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT') return { path: intent.path, outcome: 'skipped', reason: 'gone' };
    if (code === 'ELOOP') return { path: intent.path, outcome: 'skipped', reason: 'special_file' };
    return { path: intent.path, outcome: 'failed', code };
  } finally {
    quietly(() => fs.unlinkSync(fresh));
  }
}

interface OpenPair {
  readonly keep: number;
  readonly file: number;
}

function replaceOpen(intent: ReplaceIntent, open: OpenPair, context: FixContext): Replaced | FixOutcome {
  const { fs, run } = context;
  const { path } = intent;
  const { fresh, aside } = sideNames(path, run, intent.n);
  const skip = (reason: FixSkipReason): FixOutcome => ({ path, outcome: 'skipped', reason });
  const before = fs.fstatSync(open.file, { bigint: true });
  const keep = fs.fstatSync(open.keep, { bigint: true });
  if (String(before.ino) !== intent.ino || String(before.mtimeNs) !== intent.mtime_ns) return skip('changed');
  if (String(keep.ino) !== intent.keep_ino || String(keep.mtimeNs) !== intent.keep_mtime_ns) {
    return skip('keep_changed');
  }
  const made = makeFresh(intent, fresh, fs);
  if (made !== undefined) return skip(made);
  if (!sameContent(fs, open.file, open.keep)) return skip('different_content');
  if (!isUnwritten(before, fs.fstatSync(open.file, { bigint: true }))) return skip('changed');
  if (!isUnwritten(keep, fs.fstatSync(open.keep, { bigint: true }))) return skip('keep_changed');
  const isMeant = (stats: BigIntStats): boolean => isUnwritten(before, stats);
  if (putInPlace(fs, { path, source: fresh, park: aside, isMeant }) === 'placed') return { intent, before };
  const keptAt = rescue(intent, context);
  return { path, outcome: 'skipped', reason: 'changed', ...(keptAt !== undefined && { kept_at: keptAt }) };
}

/** Makes what is to take the file's place, under a name of its own. */
function makeFresh(intent: ReplaceIntent, fresh: string, fs: FixContext['fs']): FixSkipReason | undefined {
  if (intent.method === 'hardlink') {
    fs.linkSync(intent.keep, fresh);
    return String(fs.lstatSync(fresh, { bigint: true }).ino) === intent.keep_ino ? undefined : 'keep_changed';
  }
  try {
    fs.copyFileSync(intent.keep, fresh, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
  } catch (error) {
    if (cannotClone.has(systemErrorCode(error))) return 'unsupported';
    throw error;
  }
  fs.chmodSync(fresh, intent.mode);
  fs.utimesSync(fresh, secondsOf(BigInt(intent.atime_ns)), secondsOf(BigInt(intent.mtime_ns)));
  // The clone was taken by name, so it is the clone that has to be equal.
  return withOpenFile(fs, fresh, (clone) =>
    withOpenFile(fs, intent.path, (file) => sameContent(fs, clone, file)),
  )
    ? undefined
    : 'keep_changed';
}

/**
 * Lets go of the file as it was, if it still has the content of the one in its place; otherwise puts it back.
 */
export function settleReplace({ intent, before }: Replaced, context: FixContext): FixOutcome {
  const { fs, run } = context;
  const { path } = intent;
  const { aside } = sideNames(path, run, intent.n);
  try {
    if (isStillSame(aside, before, intent, context)) {
      fs.unlinkSync(aside);
      return { path, outcome: 'done', bytes: Number(before.size) };
    }
    const keptAt = putBack(intent, context);
    return { path, outcome: 'skipped', reason: 'changed', ...(keptAt !== undefined && { kept_at: keptAt }) };
  } catch (error) {
    return { path, outcome: 'failed', code: systemErrorCode(error) };
  }
}

function isStillSame(
  aside: string,
  before: BigIntStats,
  intent: ReplaceIntent,
  { fs, now }: FixContext,
): boolean {
  if (!isUnwritten(before, fs.lstatSync(aside, { bigint: true }))) return false;
  const placed = stateOf(fs, intent.path);
  if (placed === undefined || !isPlaced(placed, intent)) return false;
  const newest = [before.mtimeNs, placed.mtimeNs].map((time) => Number(time / 1_000_000n));
  if (Math.max(...newest) < now() - recentMs) return true;
  return withOpenFile(fs, aside, (file) =>
    withOpenFile(fs, intent.path, (current) => sameContent(fs, file, current)),
  );
}

/** @returns where the file as it was is, when someone else's file has its name by now. */
function putBack(intent: ReplaceIntent, context: FixContext): string | undefined {
  const { fs, run } = context;
  const { path } = intent;
  const { aside, dropped } = sideNames(path, run, intent.n);
  if (stateOf(fs, path) === undefined) return giveBack(fs, aside, path) ? undefined : rescue(intent, context);
  if (
    putInPlace(fs, { path, source: aside, park: dropped, isMeant: (stats) => isPlaced(stats, intent) }) ===
    'changed'
  ) {
    return rescue(intent, context);
  }
  fs.unlinkSync(aside);
  fs.unlinkSync(dropped);
  return undefined;
}

/** Moves the file as it was into quarantine, because its name is taken. */
function rescue(intent: ReplaceIntent, { fs, run, paths }: FixContext): string | undefined {
  const { aside } = sideNames(intent.path, run, intent.n);
  if (stateOf(fs, aside) === undefined) return undefined;
  const to = quarantinePath(paths.quarantine, run, intent.path);
  try {
    moveNow(fs, aside, to);
    return to;
  } catch {
    return aside;
  }
}
