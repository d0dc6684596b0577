import { join } from 'node:path';
import { atomicWrite, systemFs, withLock } from '@aim/core';
import { configError } from '../../errors.js';
import type { MigrationPlan } from '../MigrationPlan.js';
import { sha256 } from '../sha256.js';
import { currentTarget, type CurrentTarget } from './currentTarget.js';
import { explainFaults } from './explainFaults.js';
import { finishInterrupted } from './finishInterrupted.js';
import type { MigrationEffects, MigrationFs } from './MigrationFs.js';
import type { MigrationRecord } from './MigrationRecord.js';
import { proveMigration } from './proveMigration.js';
import { backupFile, nextId, recordFolder, writeRecord } from './recordStore.js';
import { restorePrevious, syncFolder } from './restorePrevious.js';

export interface AppliedMigration {
  /** `finished`: an earlier run had written the file and was stopped before it could say so. */
  readonly status: 'applied' | 'finished' | 'nothing_to_do';
  readonly target: string;
  /** Names the migration to `rollbackMigration`; absent when there was nothing to do. */
  readonly id?: string;
  /** The folder with the record and the target's previous content; absent when there was nothing to do. */
  readonly backup?: string;
}

interface Settings {
  readonly stateDir: string;
  readonly fs: MigrationFs;
  readonly now: Date;
}

/**
 * Carries a plan out: backs the target up, replaces it as a whole, reads it back and looks every value up; if one is not
 * as planned, the previous file is put back. The sources stay as they are. Stopped at any point, the target is the old
 * one or the new one, and a further run finishes.
 *
 * @throws AimError MIGRATION_TARGET_CHANGED, MIGRATION_UNPROVEN, MIGRATION_RECORD, WRITE_FAILED, LOCK_BUSY.
 */
export async function applyMigration(
  plan: MigrationPlan,
  effects: MigrationEffects,
): Promise<AppliedMigration> {
  const { stateDir, fs = systemFs, clock = () => new Date() } = effects;
  const { target } = plan;
  // The lock of `writeConfigValue`: a setting changed in between must not get lost.
  return withLock(join(stateDir, 'config-edit.lock'), () =>
    explainFaults(target, () => applyLocked(plan, { stateDir, fs, now: clock() })),
  );
}

function applyLocked(plan: MigrationPlan, settings: Settings): AppliedMigration {
  const { target } = plan;
  const { stateDir, fs } = settings;
  const finished = finishInterrupted({ target, ...settings });
  const current = currentTarget(target, fs);
  if (!plan.changes || current?.sha256 === sha256(plan.text)) {
    return finished ? outcome('finished', finished, stateDir) : { status: 'nothing_to_do', target };
  }
  if (current?.sha256 !== plan.previousSha256) throw changedMeanwhile(target);
  return outcome('applied', replaceTarget(plan, current, settings), stateDir);
}

function replaceTarget(
  plan: MigrationPlan,
  current: CurrentTarget | undefined,
  { stateDir, fs, now }: Settings,
): MigrationRecord {
  const record = prepare(plan, current, { stateDir, fs, now });
  atomicWrite(plan.target, plan.text, { mode: current?.mode ?? 0o644, fs });
  const problem = proveMigration(record, fs);
  const settled = { ...record, state: problem === undefined ? 'applied' : 'failed' } as const;
  if (problem !== undefined) restorePrevious(record, stateDir, fs);
  writeRecord(stateDir, settled, fs);
  if (problem === undefined) return settled;
  throw configError('MIGRATION_UNPROVEN', `${plan.target} did not read back as planned: ${problem}`, {
    hint: 'The previous file is back. Check the disk, then run the command again.',
  });
}

/** Backup first, then the record that speaks of it. */
function prepare(
  { target, text, sources, placements, conflicts }: MigrationPlan,
  current: CurrentTarget | undefined,
  { stateDir, fs, now }: Settings,
): MigrationRecord {
  const id = nextId(stateDir, now, fs);
  if (current) atomicWrite(backupFile(stateDir, id), current.bytes, { mode: 0o600, fs });
  const record: MigrationRecord = {
    contract: 'AIM_MIGRATION_V1',
    id,
    target,
    state: 'prepared',
    pid: process.pid,
    startedAt: now.toISOString(),
    changedAt: now.toISOString(),
    previous: current ? { sha256: current.sha256, mode: current.mode } : null,
    nextSha256: sha256(text),
    sources,
    placements,
    conflicts,
  };
  writeRecord(stateDir, record, fs);
  syncFolder(join(stateDir, 'migrations'), fs);
  syncFolder(stateDir, fs);
  return record;
}

function outcome(
  status: AppliedMigration['status'],
  { target, id }: MigrationRecord,
  stateDir: string,
): AppliedMigration {
  return { status, target, id, backup: recordFolder(stateDir, id) };
}

function changedMeanwhile(target: string): Error {
  return configError('MIGRATION_TARGET_CHANGED', `${target} was changed after the migration was planned`, {
    hint: 'Run the command again.',
  });
}
