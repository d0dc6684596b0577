import { dirname } from 'node:path';
import { atomicWrite, systemErrorCode } from '@aim/core';
import { sha256 } from '../sha256.js';
import type { MigrationFs } from './MigrationFs.js';
import type { MigrationRecord } from './MigrationRecord.js';
import { backupFile, damaged } from './recordStore.js';

/**
 * Puts the target back as it was before a migration, byte for byte, or removes it when there was none.
 *
 * @throws AimError MIGRATION_RECORD for a damaged backup; WRITE_FAILED.
 */
export function restorePrevious(
  { target, previous, id }: Pick<MigrationRecord, 'target' | 'previous' | 'id'>,
  stateDir: string,
  fs: MigrationFs,
): void {
  if (previous === null) {
    removeTarget(target, fs);
    return;
  }
  const file = backupFile(stateDir, id);
  let bytes: Uint8Array;
  try {
    bytes = fs.readFileSync(file);
  } catch (cause) {
    throw damaged(file, cause);
  }
  if (sha256(bytes) !== previous.sha256) throw damaged(file);
  atomicWrite(target, bytes, { mode: previous.mode, fs });
}

function removeTarget(target: string, fs: MigrationFs): void {
  try {
    // A link that led nowhere before leads nowhere again.
    fs.unlinkSync(fs.realpathSync(target));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
  syncFolder(dirname(target), fs);
}

/** Makes what happened in a folder survive a power cut, where the system can. */
export function syncFolder(folder: string, fs: MigrationFs): void {
  try {
    const descriptor = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    // Windows and some network file systems cannot.
  }
}
