import { AimError } from '@aim/core';
import { statSync } from 'node:fs';
import { installerError } from '../errors.js';
import type { InstallStep } from '../plan/InstallPlan.js';
import { readPointer } from './currentPointer.js';
import { defaultInstallFs } from './InstallFs.js';
import { readJournal } from './journalFile.js';
import { mayRun } from './processIdentity.js';
import { toolsLayout } from './toolsLayout.js';

/** An installation that was begun and is not complete. */
export interface PendingInstallation {
  /** `running`: the process that began it still lives. `damaged`: its journal cannot be read; see `problem`. */
  readonly state: 'running' | 'interrupted' | 'damaged';
  /** How far it came: the tools in use are still the old ones, are the new ones, or are being put back. */
  readonly phase?: 'installing' | 'switched' | 'undoing';
  readonly kind?: 'install' | 'rollback';
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  readonly pid?: number;
  /** What it was to do. */
  readonly steps: readonly InstallStep[];
  readonly problem?: AimError;
}

/**
 * Whether an installation is under way or was cut short. Costs one look at the disk when there is none; starts
 * nothing, takes no lock, never throws.
 */
export function pendingInstallation(
  toolsRoot: string,
  platform: NodeJS.Platform = process.platform,
): PendingInstallation | undefined {
  const layout = toolsLayout(toolsRoot);
  try {
    if (statSync(layout.journal, { throwIfNoEntry: false }) === undefined) return undefined;
    const journal = readJournal(layout.journal, defaultInstallFs);
    if (journal === undefined) return undefined;
    const switched = readPointer({ fs: defaultInstallFs, layout, platform }) === journal.target;
    return {
      state: mayRun(journal.writer) ? 'running' : 'interrupted',
      phase: journal.undoing ? 'undoing' : switched ? 'switched' : 'installing',
      kind: journal.kind,
      startedAt: journal.startedAt,
      pid: journal.writer.pid,
      steps: [...journal.removed, ...journal.tasks.flatMap(({ steps }) => steps)],
    };
  } catch (error) {
    return { state: 'damaged', steps: [], ...(error instanceof AimError && { problem: error }) };
  }
}

/**
 * For what has to know how the tools are: while an installation that was cut short is not settled, nobody does.
 *
 * @throws AimError INSTALL_PENDING; INSTALL_JOURNAL_BROKEN when it cannot be told
 */
export function refuseInterrupted(toolsRoot: string, platform: NodeJS.Platform = process.platform): void {
  const pending = pendingInstallation(toolsRoot, platform);
  if (pending?.problem !== undefined) throw pending.problem;
  if (pending?.state === 'interrupted') throw pendingError(pending);
}

export function pendingError({ startedAt }: Pick<PendingInstallation, 'startedAt'>): AimError {
  return installerError(
    'INSTALL_PENDING',
    `The installation that was begun at ${startedAt} was cut short and is not complete.`,
    {
      hint: 'Complete it with `aim setup --resume`, or undo it with `aim setup --rollback`.',
      details: { startedAt },
    },
  );
}
