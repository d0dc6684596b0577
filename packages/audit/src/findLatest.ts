import { parseRecord, type AuditRecord } from './auditRecord.js';
import { readFailed } from './errors.js';
import { logFiles } from './logFiles.js';
import { matches, type AuditQuery } from './queryAudit.js';
import { readLinesBackwards } from './readLinesBackwards.js';
import { whileInPlace } from './whileInPlace.js';

export interface LatestEvents {
  /** Newest first. */
  readonly records: readonly AuditRecord[];
  /** The files with lines that are no event, as far as they were read. */
  readonly unreadable: readonly string[];
}

/**
 * The matching events of a log file with its rotated files, as `queryAudit` gives them. The log is read from its end and
 * no further than the query's limit asks for, so that the latest events of a long log are found as soon as those of a
 * short one.
 *
 * @throws AimError AUDIT_READ_FAILED if a file cannot be read.
 */
export function findLatest(path: string, query: AuditQuery): LatestEvents {
  try {
    return whileInPlace(path, () => search(path, query));
  } catch (error) {
    throw readFailed(path, error);
  }
}

function search(path: string, query: AuditQuery): LatestEvents {
  const { limit = Infinity } = query;
  const records: AuditRecord[] = [];
  const unreadable = new Set<string>();
  for (const { path: file } of logFiles(path).toReversed()) {
    if (records.length >= limit) break;
    for (const line of readLinesBackwards(file)) {
      const record = parseRecord(line.toString());
      if (record !== undefined && matches(record, query)) records.push(record);
      if (record === undefined && line.length > 0) unreadable.add(file);
      if (records.length >= limit) break;
    }
  }
  return { records, unreadable: [...unreadable] };
}
