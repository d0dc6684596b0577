import { dirname, join } from 'node:path';
import type { MigrationFs } from './MigrationFs.js';
import type { MigrationRecord } from './MigrationRecord.js';
import { currentTarget } from './currentTarget.js';
import { proveMigration } from './proveMigration.js';
import { listRecords, readRecord, recordFolder, writeRecord } from './recordStore.js';
import { restorePrevious } from './restorePrevious.js';

export interface InterruptedInput {
  readonly stateDir: string;
  readonly target: string;
  readonly now: Date;
  readonly fs: MigrationFs;
}

/**
 * Settles what a migration that was killed left behind: one that had written the target is finished, one that had not is
 * forgotten. Returns the one that was finished. The caller holds the lock.
 */
export function finishInterrupted({
  stateDir,
  target,
  now,
  fs,
}: InterruptedInput): MigrationRecord | undefined {
  let finished: MigrationRecord | undefined;
  for (const id of listRecords(stateDir, fs)) {
    const record = readRecord(stateDir, id, fs);
    if (record.target !== target || record.state !== 'prepared') continue;
    sweepTemporaries(record, fs);
    const current = currentTarget(target, fs);
    if (current?.sha256 === record.previous?.sha256) {
      fs.rmSync(recordFolder(stateDir, id), { recursive: true, force: true });
      continue;
    }
    const written = current?.sha256 === record.nextSha256;
    const proven = written && proveMigration(record, fs) === undefined;
    if (written && !proven) restorePrevious(record, stateDir, fs);
    // What was changed since it was written was applied, and can be rolled back by force.
    const state = written && !proven ? 'failed' : 'applied';
    const settled = { ...record, state, changedAt: now.toISOString() } as const;
    writeRecord(stateDir, settled, fs);
    if (proven) finished = settled;
  }
  return finished;
}

/** Removes what a process that was killed while it wrote the target left beside it. */
function sweepTemporaries({ target, pid }: MigrationRecord, fs: MigrationFs): void {
  try {
    const folder = fs.realpathSync(dirname(target));
    const left = fs
      .readdirSync(folder)
      .filter((name) => name.startsWith(`.aim-${pid}-`) && name.endsWith('.tmp'));
    for (const name of left) fs.unlinkSync(join(folder, name));
  } catch {
    // They harm nobody.
  }
}
