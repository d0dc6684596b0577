import { join } from 'node:path';
import { systemFs, withLock } from '@aim/core';
import { configError } from '../../errors.js';
import { currentTarget } from './currentTarget.js';
import type { MigrationEffects, MigrationFs } from './MigrationFs.js';
import type { MigrationRecord } from './MigrationRecord.js';
import { explainFaults } from './explainFaults.js';
import { listRecords, readRecord, writeRecord } from './recordStore.js';
import { restorePrevious } from './restorePrevious.js';

export interface RollbackMigrationOptions extends MigrationEffects {
  /** The migration to take back; the latest one when absent. */
  readonly id?: string;
  /** Only migrations into this file count. */
  readonly target?: string;
  /** Put the previous file back even if the target was changed since. */
  readonly force?: boolean;
}

export interface RolledBackMigration {
  readonly status: 'rolled_back' | 'nothing_to_do';
  /** Absent when there is no migration at all. */
  readonly id?: string;
  readonly target?: string;
  /** Whether the target was restored or, there having been none, removed; absent when there was nothing to do. */
  readonly action?: 'restored' | 'removed';
}

/**
 * Puts the target of a migration back as it was before, byte for byte. A second call has nothing to do.
 *
 * @throws AimError MIGRATION_NOT_FOUND for an id that is none; MIGRATION_TARGET_CHANGED when the target is no longer what
 * the migration wrote, unless `force`; MIGRATION_RECORD, WRITE_FAILED, LOCK_BUSY.
 */
export async function rollbackMigration(options: RollbackMigrationOptions): Promise<RolledBackMigration> {
  const { stateDir, target = 'the configuration', fs = systemFs } = options;
  return withLock(join(stateDir, 'config-edit.lock'), () =>
    explainFaults(target, () => rollbackLocked(options, fs)),
  );
}

function rollbackLocked(options: RollbackMigrationOptions, fs: MigrationFs): RolledBackMigration {
  const { stateDir, force = false, clock = () => new Date() } = options;
  const record = choose(options, fs);
  if (!record) return { status: 'nothing_to_do' };
  const { id, target, previous } = record;
  if (record.state === 'failed' || record.state === 'rolled_back')
    return { status: 'nothing_to_do', id, target };
  const current = currentTarget(target, fs);
  const isBack = current?.sha256 === previous?.sha256;
  if (!isBack && current?.sha256 !== record.nextSha256 && !force) throw changedSince(target);
  if (!isBack) restorePrevious(record, stateDir, fs);
  writeRecord(stateDir, { ...record, state: 'rolled_back', changedAt: clock().toISOString() }, fs);
  return { status: 'rolled_back', id, target, action: previous === null ? 'removed' : 'restored' };
}

function choose(
  { stateDir, id, target }: RollbackMigrationOptions,
  fs: MigrationFs,
): MigrationRecord | undefined {
  if (id !== undefined) return readRecord(stateDir, id, fs);
  for (const latest of listRecords(stateDir, fs)) {
    const record = readRecord(stateDir, latest, fs);
    // Of a migration that failed there is nothing to take back.
    if (record.state !== 'failed' && (target === undefined || record.target === target)) return record;
  }
  return undefined;
}

function changedSince(target: string): Error {
  return configError('MIGRATION_TARGET_CHANGED', `${target} was changed after it was migrated`, {
    hint: 'Keep your changes elsewhere, then force the rollback.',
  });
}
