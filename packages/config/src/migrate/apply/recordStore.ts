import { join } from 'node:path';
import { atomicWrite, systemErrorCode } from '@aim/core';
import { configError } from '../../errors.js';
import { isJsonObject } from '../../JsonObject.js';
import type { MigrationFs } from './MigrationFs.js';
import type { MigrationRecord } from './MigrationRecord.js';

const idPattern = /^(\d{4,})-\d{8}T\d{6}Z$/;

/** Where a migration keeps its record and its backup. */
export function recordFolder(stateDir: string, id: string): string {
  return join(stateDir, 'migrations', id);
}

/** The bytes of the target before a migration. */
export function backupFile(stateDir: string, id: string): string {
  return join(recordFolder(stateDir, id), 'previous');
}

function recordFile(stateDir: string, id: string): string {
  return join(recordFolder(stateDir, id), 'manifest.json');
}

/** The ids of all migrations, latest first; what has no record never began. */
export function listRecords(stateDir: string, fs: MigrationFs): readonly string[] {
  const number = (id: string): number => Number(idPattern.exec(id)?.[1] ?? 0);
  return names(stateDir, fs)
    .filter((name) => fs.statSync(recordFile(stateDir, name), { throwIfNoEntry: false }) !== undefined)
    .sort((a, b) => number(b) - number(a));
}

/** The id of the next migration. */
export function nextId(stateDir: string, now: Date, fs: MigrationFs): string {
  const numbers = names(stateDir, fs).map((name) => Number(idPattern.exec(name)?.[1] ?? 0));
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}-${stamp}`;
}

/**
 * Reads the record of a migration.
 *
 * @throws AimError MIGRATION_NOT_FOUND, or MIGRATION_RECORD for one that is damaged.
 */
export function readRecord(stateDir: string, id: string, fs: MigrationFs): MigrationRecord {
  const file = recordFile(stateDir, id);
  if (!idPattern.test(id) || !fs.statSync(file, { throwIfNoEntry: false })) {
    throw configError('MIGRATION_NOT_FOUND', `There is no migration ${JSON.stringify(id)}`, {
      hint: 'Leave the id out for the latest one.',
    });
  }
  let record: unknown;
  try {
    record = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (cause) {
    throw damaged(file, cause);
  }
  if (!isRecord(record) || record.id !== id) throw damaged(file);
  return record;
}

function isRecord(value: unknown): value is MigrationRecord {
  if (!isJsonObject(value) || value.contract !== 'AIM_MIGRATION_V1') return false;
  const { target, state, pid, previous, nextSha256, ...lists } = value;
  return (
    typeof target === 'string' &&
    !target.includes('\0') &&
    ['prepared', 'applied', 'failed', 'rolled_back'].some((known) => state === known) &&
    typeof pid === 'number' &&
    typeof nextSha256 === 'string' &&
    (previous === null || isPrevious(previous)) &&
    [lists.sources, lists.placements, lists.conflicts].every(Array.isArray)
  );
}

function isPrevious(value: unknown): boolean {
  return isJsonObject(value) && typeof value.sha256 === 'string' && Number.isInteger(value.mode);
}

/** Writes a record, durably. */
export function writeRecord(stateDir: string, record: MigrationRecord, fs: MigrationFs): void {
  atomicWrite(recordFile(stateDir, record.id), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, fs });
}

/** The error for a record, or a backup, that is not as it was written. */
export function damaged(file: string, cause?: unknown): Error {
  return configError('MIGRATION_RECORD', `${file} is damaged`, {
    hint: 'Restore the configuration from your own backup.',
    ...(cause !== undefined && { cause }),
  });
}

function names(stateDir: string, fs: MigrationFs): readonly string[] {
  try {
    return fs.readdirSync(join(stateDir, 'migrations')).filter((name) => idPattern.test(name));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw configError('MIGRATION_RECORD', `${join(stateDir, 'migrations')} cannot be read`, {
      hint: "Check the folder's permissions.",
      cause: error,
    });
  }
}
