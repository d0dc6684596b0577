import type { VersionReport, VersionRow } from './VersionReport.js';

/** What brings one package to the version that is expected. */
export interface VersionChange {
  readonly manager: string;
  readonly name: string;
  /** Null when it is not installed. */
  readonly from: string | null;
  /** Null when any version will do. */
  readonly to: string | null;
  /** `change` where the two versions cannot be ordered. */
  readonly action: 'install' | 'upgrade' | 'downgrade' | 'change';
}

const actions = { older: 'upgrade', newer: 'downgrade', different: 'change' } as const;

/**
 * The changes that leave neither drift nor anything missing. What is ahead of the lock stays: going back is a decision,
 * and writing the lock is the other way to settle it.
 */
export function planSync({ rows }: VersionReport): readonly VersionChange[] {
  return rows
    .filter(({ status }) => status === 'missing' || status === 'drift')
    .map((row) => ({
      manager: row.manager,
      name: row.name,
      from: row.actual,
      to: row.expected,
      action: actionOf(row),
    }));
}

function actionOf({ actual, direction = 'different' }: VersionRow): VersionChange['action'] {
  return actual === null ? 'install' : actions[direction];
}
