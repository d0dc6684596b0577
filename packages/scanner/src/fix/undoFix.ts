import { systemErrorCode, systemFs, withLock } from '@aim/core';
import { scannerError } from '../errors.js';
import { stateOf } from './fileState.js';
import type { FixFs } from './FixFs.js';
import type { FixIntent, FixMark } from './FixIntent.js';
import { listRuns, openJournal, readJournal, type FixJournal, type RunRecord } from './FixJournal.js';
import { fixPaths } from './fixPaths.js';
import { undoLink } from './undoLink.js';
import { removeEmptyFolders, undoMove } from './undoMove.js';
import { undoReplace } from './undoReplace.js';
import type { UndoOutcome } from './UndoOutcome.js';
import { withBytePaths } from './withBytePaths.js';

export interface UndoFixOptions {
  readonly stateDir: string;
  readonly fs?: FixFs;
}

export interface UndoResult {
  readonly run: string;
  readonly method: RunRecord['header']['method'];
  readonly restored: number;
  readonly untouched: number;
  /** Left alone because it was changed since, with where the original is, if it is anywhere. */
  readonly changed: number;
  readonly failed: number;
  readonly items: readonly UndoOutcome[];
}

/**
 * Undoes a fix, also one that was cut short: content, mode and modification time (to the microsecond) are what they
 * were. A file changed since the fix is reported and not overwritten; it can be tried again. The actions are undone in
 * reverse order.
 *
 * @param run - the name that `applyFix` returned, or `last` for the latest that still can be undone.
 * @throws AimError SCAN_RUN_UNKNOWN, SCAN_JOURNAL_UNREADABLE, LOCK_BUSY, LOCK_FAILED.
 */
export async function undoFix(
  run: string,
  { stateDir, fs: given = systemFs }: UndoFixOptions,
): Promise<UndoResult> {
  const fs = withBytePaths(given);
  const paths = fixPaths(stateDir);
  return await withLock(paths.lock, () => {
    const record = run === 'last' ? lastRun(fs, paths.journals) : readJournal(fs, paths.journals, run);
    const journal = openJournal(fs, paths.journals, record.header.run);
    try {
      return undoRun(record, { fs, journal, quarantine: paths.quarantine });
    } finally {
      journal.close();
    }
  });
}

interface UndoContext {
  readonly fs: FixFs;
  readonly journal: FixJournal;
  readonly quarantine: string;
}

function undoRun(record: RunRecord, { fs, journal, quarantine }: UndoContext): UndoResult {
  const { run, method } = record.header;
  const items: UndoOutcome[] = [];
  const undone: FixMark[] = [];
  for (const intent of pendingIntents(record)) {
    const outcome = undoIntent(intent, { record, fs });
    items.push(outcome);
    if (outcome.outcome === 'restored' || outcome.outcome === 'untouched')
      undone.push({ t: 'undone', n: intent.n });
    if (intent.op === 'move') removeEmptyFolders(intent.to, quarantine, fs);
  }
  // It goes by what is on the disk, so that a line lost here costs nothing.
  journal.append(undone);
  const count = (kind: UndoOutcome['outcome']): number =>
    items.filter(({ outcome }) => outcome === kind).length;
  return {
    run,
    method,
    restored: count('restored'),
    untouched: count('untouched'),
    changed: count('changed'),
    failed: count('failed'),
    items,
  };
}

function undoIntent(
  intent: FixIntent,
  { record, fs }: { readonly record: RunRecord; readonly fs: FixFs },
): UndoOutcome {
  const { run } = record.header;
  const { path } = intent;
  try {
    if (intent.op === 'replace') return { path, ...undoReplace(intent, run, fs) };
    if (intent.op === 'probe') return { path, outcome: removeProbe(path, fs) };
    if (intent.op === 'link') return { path, ...undoLink(intent, run, fs) };
    const copied = record.marks.get(intent.n)?.has('copied') === true;
    return { path, ...undoMove(intent, { run, copied, fs }) };
  } catch (error) {
    return { path, outcome: 'failed', code: systemErrorCode(error) };
  }
}

function removeProbe(path: string, fs: FixFs): 'restored' | 'untouched' {
  if (stateOf(fs, path) === undefined) return 'untouched';
  fs.unlinkSync(path);
  return 'restored';
}

function pendingIntents({ intents, marks }: RunRecord): readonly FixIntent[] {
  const open = intents.filter(({ n }) => {
    const known = marks.get(n);
    return known?.has('undone') !== true && known?.has('skipped') !== true;
  });
  return open.sort((a, b) => b.n - a.n);
}

function lastRun(fs: FixFs, journals: string): RunRecord {
  for (const name of listRuns(fs, journals)) {
    const record = readJournal(fs, journals, name);
    if (pendingIntents(record).length > 0) return record;
  }
  throw scannerError('SCAN_RUN_UNKNOWN', 'There is no fix that can be undone.', {
    hint: 'Fixes are made with "aim scan fix" and "aim watch --enforce".',
  });
}
