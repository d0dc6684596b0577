import { systemErrorCode } from '@aim/core';
import { isUnder } from '../caches/isUnder.js';
import { copyTree } from './copyTree.js';
import { isExpected, stateOf } from './fileState.js';
import type { FixContext } from './FixContext.js';
import type { MoveIntent } from './FixIntent.js';
import type { FixOutcome, FixSkipReason } from './FixOutcome.js';
import type { FixItem } from './FixPlan.js';
import { sideNames } from './fixPaths.js';
import { moveNow } from './moveNow.js';
import { withOpenFile } from './openFile.js';
import { quietly } from './quietly.js';
import { removeTree } from './removeTree.js';
import { sameContent } from './sameContent.js';

/** Looks at what is to be moved and says what is to be done, or why nothing is. Changes nothing. */
export function prepareMove(
  item: FixItem,
  { to, number }: { readonly to: string; readonly number: number },
  { fs, paths, platform }: FixContext,
): MoveIntent | FixSkipReason {
  const stats = stateOf(fs, item.path);
  if (stats === undefined) return 'gone';
  const movable = item.kind === 'duplicate' ? stats.isFile() : stats.isFile() || stats.isDirectory();
  if (!movable) return 'special_file';
  if (!isExpected(stats, item.expected)) return 'changed';
  const holdsState = [paths.quarantine, paths.journals, to].some((path) =>
    isUnder(path, item.path, platform),
  );
  if (holdsState) return 'holds_state';
  return { t: 'do', n: number, op: 'move', path: item.path, to, ino: String(stats.ino) };
}

/**
 * Whether the file that stays still has the content of the one that is to go.
 *
 * @returns why the file must stay after all.
 */
export function checkKept(
  item: Extract<FixItem, { kind: 'duplicate' }>,
  { fs }: FixContext,
): FixSkipReason | undefined {
  const kept = stateOf(fs, item.keep);
  if (kept === undefined || !kept.isFile() || !isExpected(kept, item.keepExpected)) return 'keep_changed';
  return withOpenFile(fs, item.path, (file) =>
    withOpenFile(fs, item.keep, (keep) => {
      const [a, b] = [fs.fstatSync(file, { bigint: true }), fs.fstatSync(keep, { bigint: true })];
      if (a.ino === b.ino && a.dev === b.dev) return 'same_file';
      if (!isExpected(a, item.expected)) return 'changed';
      return a.size === b.size && sameContent(fs, file, keep) ? undefined : 'different_content';
    }),
  );
}

/** Moves a file or a folder, across file systems too. What is moved by mistake is put back. */
export function movePath(intent: MoveIntent, bytes: number, context: FixContext): FixOutcome {
  const { fs } = context;
  const { path, to } = intent;
  try {
    const reason = moveWithin(intent, context) ?? undefined;
    return reason === undefined ? { path, outcome: 'done', bytes, to } : { path, outcome: 'skipped', reason };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' && stateOf(fs, path) === undefined)
      return { path, outcome: 'skipped', reason: 'gone' };
    if (code === 'SPECIAL_FILE') return { path, outcome: 'skipped', reason: 'special_file' };
    if (code === 'CHANGED') return { path, outcome: 'skipped', reason: 'changed' };
    return { path, outcome: 'failed', code };
  }
}

function moveWithin(intent: MoveIntent, context: FixContext): FixSkipReason | undefined {
  const { fs } = context;
  const { path, to, ino } = intent;
  try {
    moveNow(fs, path, to);
  } catch (error) {
    if (systemErrorCode(error) === 'EXDEV') return moveAcross(intent, context);
    throw error;
  }
  if (String(stateOf(fs, to)?.ino) === ino) return undefined;
  if (stateOf(fs, path) === undefined) fs.renameSync(to, path);
  return 'changed';
}

/** Takes the original aside first, so that nothing is added to it while it is copied. */
function moveAcross(intent: MoveIntent, { fs, run, journal }: FixContext): FixSkipReason | undefined {
  const { path, to } = intent;
  const { aside } = sideNames(path, run, intent.n);
  fs.renameSync(path, aside);
  try {
    if (String(stateOf(fs, aside)?.ino) !== intent.ino) throw Object.assign(new Error(), { code: 'CHANGED' });
    copyTree(fs, aside, to);
    journal.append([{ t: 'copied', n: intent.n }]);
  } catch (error) {
    quietly(() => removeTree(fs, to));
    if (stateOf(fs, path) === undefined) fs.renameSync(aside, path);
    throw error;
  }
  removeTree(fs, aside);
  return undefined;
}
