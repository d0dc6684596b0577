import { readPointer } from '../store/currentPointer.js';
import type { InstallEffects } from './InstallEffects.js';
import { packageResult, type InstallResult } from './InstallResult.js';
import { keepJournal } from './journalKeeper.js';
import { openSession } from './Session.js';
import { undoRun } from './undoRun.js';
import { withPending } from './withTools.js';

/**
 * Undoes an installation that was cut short: the tools are those from before it, packages of system managers are
 * back at their previous versions, and what it made is dropped. May itself be cut short at any moment. Without one
 * there is nothing to do.
 *
 * @throws AimError INSTALL_JOURNAL_BROKEN, LOCK_BUSY, INSTALL_STORE_FAILED, WRITE_FAILED, and the audit sink's error
 * once everything is undone
 */
export function rollbackInstallation(effects: InstallEffects): Promise<InstallResult> {
  const session = openSession(effects);
  return withPending(session, async (journal) => {
    if (journal === undefined) return { status: 'nothing_to_do', packages: [], notes: [] };
    const keeper = keepJournal(journal, session);
    const failures = await undoRun(keeper, session);
    const generation = readPointer(session);
    await effects.audit({
      type: 'rollback',
      message: 'Undid an installation of tools that was cut short',
      details: {
        startedAt: journal.startedAt,
        generation,
        failed: failures.map(({ task }) => task.steps[0].name),
      },
    });
    return {
      status: failures.length > 0 ? 'rollback_failed' : 'rolled_back',
      ...(generation !== undefined && { generation }),
      packages: [
        ...journal.removed.map((step) => packageResult(step, 'rolled_back')),
        ...journal.tasks.flatMap((task) =>
          task.steps.map((step) => {
            const failure = failures.find((item) => item.task === task);
            return packageResult(step, failure ? 'failed' : 'rolled_back', failure?.error);
          }),
        ),
      ],
      notes: [],
    };
  });
}
