import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { withLock } from '@aim/core';
import { decodeLine } from './auditLine.js';
import { writeFailed } from './errors.js';
import { defaultHeadPath, rotatedPath } from './logFiles.js';
import { readLines } from './readLines.js';

/** What a rotation did. */
export interface AuditRotation {
  /** Where the file in use was moved; null where there was nothing to move. */
  readonly rotated: string | null;
  /** The number of its first event. */
  readonly firstSeq: number | null;
}

/**
 * Sets the file in use aside as `NAME-<first number>.jsonl`; the chain goes on in a new one. Nothing is lost or broken
 * whenever it is stopped.
 *
 * @throws AimError AUDIT_WRITE_FAILED, LOCK_BUSY.
 */
export async function rotateAudit({
  path,
  headPath = defaultHeadPath(path),
}: {
  readonly path: string;
  readonly headPath?: string;
}): Promise<AuditRotation> {
  try {
    return await withLock(`${path}.lock`, () => {
      const firstSeq = existsSync(path) ? firstEvent(path) : undefined;
      if (firstSeq === undefined) return { rotated: null, firstSeq: null };
      // The next event looks for the head's event in this file or the one before it.
      if (existsSync(headPath)) sync(headPath);
      const rotated = rotatedPath(path, firstSeq);
      renameSync(path, rotated);
      if (process.platform !== 'win32') sync(dirname(path));
      return { rotated, firstSeq };
    });
  } catch (error) {
    throw writeFailed(path, error);
  }
}

/** The number of the first event of a file that holds chained events; undefined for an empty or a legacy file. */
function firstEvent(path: string): number | undefined {
  for (const { bytes } of readLines(path)) return decodeLine(bytes)?.seq;
  return undefined;
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
