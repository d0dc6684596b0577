import { statSync, unlinkSync } from 'node:fs';
import { atomicWrite, systemFs, withLock } from '@aim/core';
import { parseRecord } from './auditRecord.js';
import { decodeLine, type ChainLink } from './auditLine.js';
import { auditError, writeFailed } from './errors.js';
import { floorPath, logFiles, type LogFile } from './logFiles.js';
import { readLines } from './readLines.js';
import { formatSigned, readSigned, type AuditKey } from './signedLink.js';
import { verifyAudit } from './verifyAudit.js';

export interface PruneAuditInput {
  readonly path: string;
  readonly headPath?: string;
  readonly key: AuditKey;
  /** Rotated files whose newest event is older than this go. */
  readonly before: Date;
  /** Only say what would go. */
  readonly dryRun?: boolean;
}

/** What a pruning removed. */
export interface AuditPruning {
  readonly files: readonly string[];
  readonly events: number;
  /** The number of the last event that is gone; null when nothing went. */
  readonly floor: number | null;
}

/**
 * Removes the oldest rotated files. What they ended with is signed first, as the floor that the rest of the chain
 * stands on, so that the log stays verifiable and nobody without the key can take a file away unseen. The file in use
 * and files of the older systems stay.
 *
 * @throws AimError AUDIT_NOT_INTACT for a log that does not verify: what is wrong with it must not be pruned away;
 * AUDIT_WRITE_FAILED, LOCK_BUSY.
 */
export async function pruneAudit(input: PruneAuditInput): Promise<AuditPruning> {
  const { path, key, dryRun = false } = input;
  const { ok, problems } = verifyAudit(input);
  if (!ok) {
    throw auditError(
      'AUDIT_NOT_INTACT',
      `${path} does not verify, so nothing was pruned: ${problems[0]?.message ?? ''}`,
      {
        hint: "Find out why first: 'aim audit verify' shows every problem.",
      },
    );
  }
  try {
    return await withLock(`${path}.lock`, () => {
      const old = oldFiles(input);
      const last = old.at(-1)?.last;
      const pruning = {
        files: old.map((file) => file.path),
        events: old.reduce((sum, { events }) => sum + events, 0),
        floor: last?.seq ?? null,
      };
      if (dryRun || last === undefined) return pruning;
      atomicWrite(floorPath(path), formatSigned(last, { key, purpose: 'floor' }));
      for (const file of pruning.files) unlinkSync(file);
      return pruning;
    });
  } catch (error) {
    throw writeFailed(path, error);
  }
}

interface OldFile {
  readonly path: string;
  readonly last: ChainLink;
  readonly events: number;
}

/** The oldest files, as far as each of them is old; one that stands below the floor already is a leftover. */
function oldFiles({ path, key, before }: PruneAuditInput): readonly OldFile[] {
  const floor = readSigned(floorPath(path), { key, fs: systemFs, purpose: 'floor' });
  const floorSeq = floor.state === 'valid' ? floor.seq : 0;
  const old: OldFile[] = [];
  for (const file of rotatedFiles(path)) {
    const content = read(file);
    if (content === undefined || (content.last.seq > floorSeq && content.newest >= before.getTime())) break;
    old.push({ path: file.path, last: content.last, events: content.events });
  }
  return old;
}

/** The files that may go. The newest stays while the file in use is empty: the next event continues it. */
function rotatedFiles(path: string): readonly LogFile[] {
  const rotated = logFiles(path).filter(({ firstSeq = 0 }) => firstSeq > 0);
  const inUse = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return inUse > 0 ? rotated : rotated.slice(0, -1);
}

function read({ path }: LogFile): { last: ChainLink; newest: number; events: number } | undefined {
  let last: ChainLink | undefined;
  let newest = -Infinity;
  let events = 0;
  for (const { bytes } of readLines(path)) {
    const link = decodeLine(bytes);
    if (link === undefined) continue;
    last = { seq: link.seq, hash: link.hash };
    events += 1;
    const time = Date.parse(parseRecord(bytes.toString())?.timestamp ?? '');
    // An event whose time nobody can read keeps its file.
    newest = Math.max(newest, Number.isNaN(time) ? Infinity : time);
  }
  return last === undefined ? undefined : { last, newest, events };
}
