import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '@aim/core';
import { parseRecord, type AuditRecord } from './auditRecord.js';
import { readFailed } from './errors.js';
import { parseLegacyFile } from './legacyAuditFile.js';
import { logFiles } from './logFiles.js';
import { byTime, mergeByTime } from './mergeByTime.js';
import { readLines } from './readLines.js';
import { whileInPlace } from './whileInPlace.js';

export interface AuditReading {
  /** Oldest first; of the chain's events, their order in the log counts and not the clock. */
  readonly records: readonly AuditRecord[];
  /** Size of all files read, in bytes. */
  readonly bytes: number;
  /** What could not be understood; `line` is absent for a file that holds one event. */
  readonly unreadable: readonly { readonly file: string; readonly line?: number }[];
}

/** A day's directory of the older systems, which wrote one file an event. */
const dayDirectory = /^\d{4}-\d\d-\d\d$/;

/**
 * Reads all events of a log: those of a file with its rotated files, or, for a directory of the older systems
 * (`AIM_audit`), those of its `audit.jsonl` and of the files in its `YYYY-MM-DD` directories. A log that is not there
 * has no events. Payloads and outputs in old files are given as length and digest.
 *
 * @throws AimError AUDIT_READ_FAILED if a file cannot be read.
 */
export function readAuditLog(path: string): AuditReading {
  try {
    if (!isDirectory(path)) return readLog(path);
    const log = readLog(join(path, 'audit.jsonl'));
    const files = readDays(path);
    return {
      records: mergeByTime(files.records, log.records),
      bytes: files.bytes + log.bytes,
      unreadable: [...files.unreadable, ...log.unreadable],
    };
  } catch (error) {
    throw readFailed(path, error);
  }
}

function readLog(path: string): AuditReading {
  return whileInPlace(path, () => readFiles(path));
}

function readFiles(path: string): AuditReading {
  const records: AuditRecord[] = [];
  const unreadable: { file: string; line: number }[] = [];
  let bytes = 0;
  for (const { path: file } of logFiles(path)) {
    for (const line of readLines(file)) {
      bytes += line.bytes.length + (line.terminated ? 1 : 0);
      const record = parseRecord(line.bytes.toString());
      if (record !== undefined) records.push(record);
      else if (line.bytes.length > 0) unreadable.push({ file, line: line.number });
    }
  }
  return { records, bytes, unreadable };
}

function readDays(directory: string): AuditReading {
  const records: AuditRecord[] = [];
  const unreadable: { file: string }[] = [];
  let bytes = 0;
  const days = readdirSync(directory).filter((name) => dayDirectory.test(name));
  for (const day of days.sort()) {
    const names = readdirSync(join(directory, day)).filter((name) => name.endsWith('.json'));
    for (const name of names.sort()) {
      const file = join(directory, day, name);
      bytes += statSync(file).size;
      const record = parseLegacyFile(file);
      if (record !== undefined) records.push(record);
      else unreadable.push({ file });
    }
  }
  return { records: records.sort(byTime), bytes, unreadable };
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
