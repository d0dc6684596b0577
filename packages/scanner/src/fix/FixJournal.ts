import { join } from 'node:path';
import { systemErrorCode } from '@aim/core';
import { scannerError } from '../errors.js';
import type { FixFs } from './FixFs.js';
import type { FixIntent, FixMark, JournalRecord, RunHeader } from './FixIntent.js';

/** The record of one run, to which lines are only ever added. */
export interface FixJournal {
  /** Returns once the records are on disk. */
  append(records: readonly JournalRecord[]): void;
  close(): void;
}

/** What a journal says. */
export interface RunRecord {
  readonly header: RunHeader;
  /** In the order in which they were announced; their numbers give the order of the actions. */
  readonly intents: readonly FixIntent[];
  readonly marks: ReadonlyMap<number, ReadonlySet<FixMark['t']>>;
}

const suffix = '.jsonl';

/**
 * Opens the journal of a run, which is created if there is none.
 *
 * @throws AimError SCAN_JOURNAL_UNREADABLE.
 */
export function openJournal(fs: FixFs, directory: string, run: string): FixJournal {
  const path = join(directory, run + suffix);
  const fd = guarded(path, () => {
    fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
    const opened = fs.openSync(path, 'a', 0o600);
    syncFolder(fs, directory);
    return opened;
  });
  return {
    append(records) {
      if (records.length === 0) return;
      // The line break in front ends a line that a crash cut short.
      const bytes = Buffer.from(`\n${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
      guarded(path, () => {
        for (let done = 0; done < bytes.length; ) done += fs.writeSync(fd, bytes, done);
        fs.fsyncSync(fd);
      });
    },
    close: () => fs.closeSync(fd),
  };
}

/**
 * Reads the journal of a run. A line that a crash cut short is left out: what it announces was not done.
 *
 * @throws AimError SCAN_RUN_UNKNOWN, SCAN_JOURNAL_UNREADABLE.
 */
export function readJournal(fs: FixFs, directory: string, run: string): RunRecord {
  const path = join(directory, run + suffix);
  const text = guarded(path, () => {
    try {
      return /^[\w-]+$/.test(run) ? fs.readFileSync(path, 'utf8') : undefined;
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
  const records = text?.split('\n').flatMap(parseLine) ?? [];
  const header = records.find((record) => record.t === 'run');
  if (header === undefined) {
    throw scannerError('SCAN_RUN_UNKNOWN', `There is no fix named "${run}".`, {
      hint: 'Name one that "aim scan fix" reported, or leave the name out for the last one.',
    });
  }
  const marks = new Map<number, Set<FixMark['t']>>();
  for (const record of records) {
    if (record.t === 'run' || record.t === 'do') continue;
    const known = marks.get(record.n) ?? new Set();
    marks.set(record.n, known.add(record.t));
  }
  return { header, intents: records.filter((record) => record.t === 'do'), marks };
}

/** The names of all runs, the latest first. */
export function listRuns(fs: FixFs, directory: string): readonly string[] {
  return guarded(directory, () => {
    try {
      const names = fs.readdirSync(directory).filter((name) => name.endsWith(suffix));
      return names
        .map((name) => name.slice(0, -suffix.length))
        .sort()
        .toReversed();
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  });
}

function parseLine(line: string): readonly JournalRecord[] {
  if (line === '') return [];
  try {
    const record: unknown = JSON.parse(line);
    return isRecord(record) ? [record] : [];
  } catch {
    return [];
  }
}

const marks = new Set<unknown>(['done', 'skipped', 'copied', 'undone']);

/** Whether a line says what this program writes; anything else was not written by it. */
function isRecord(value: unknown): value is JournalRecord {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  const texts = (...names: readonly string[]): boolean =>
    names.every((name) => typeof fields[name] === 'string');
  if (fields['t'] === 'run') return texts('run', 'method', 'time');
  if (!Number.isSafeInteger(fields['n'])) return false;
  if (fields['t'] !== 'do') return marks.has(fields['t']);
  if (!texts('path')) return false;
  if (fields['op'] === 'move') return texts('to', 'ino');
  if (fields['op'] === 'link') return texts('target');
  return fields['op'] === 'probe' || (fields['op'] === 'replace' && texts('keep', 'ino', 'size', 'mtime_ns'));
}

/** Makes the journal's name survive a power cut. Windows, and some network file systems, cannot do it. */
function syncFolder(fs: FixFs, directory: string): void {
  try {
    const fd = fs.openSync(directory, 'r');
    try {
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
  } catch {
    // See above.
  }
}

function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const code = systemErrorCode(cause);
    throw scannerError('SCAN_JOURNAL_UNREADABLE', `Cannot use the journal ${path}: ${code}.`, {
      hint: 'Make the state folder readable and writable for you and check that the disk is not full.',
      cause,
      details: { path, code },
    });
  }
}
