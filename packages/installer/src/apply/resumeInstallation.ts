import { packageResult, type InstallResult } from './InstallResult.js';
import type { InstallEffects } from './InstallEffects.js';
import { readPointer } from '../store/currentPointer.js';
import { readMarker } from '../store/installationMarker.js';
import type { Journal, Task } from '../store/Journal.js';
import { ownIdentity } from '../store/processIdentity.js';
import { dropInstallation } from '../store/dropInstallation.js';
import { recordRun } from './completeRun.js';
import { freshDirectory } from './freshDirectory.js';
import { keepJournal } from './journalKeeper.js';
import { runJournal } from './runJournal.js';
import { openSession, type Session } from './Session.js';
import { withPending } from './withTools.js';

/**
 * Completes an installation that was cut short: what was proven is used after it was started once more, the rest is
 * installed again. May itself be cut short at any moment. Without one there is nothing to do.
 *
 * @throws AimError INSTALL_JOURNAL_BROKEN, INSTALL_MANAGER_UNKNOWN, LOCK_BUSY, INSTALL_STORE_FAILED, WRITE_FAILED, and
 * the audit sink's error
 */
export function resumeInstallation(effects: InstallEffects): Promise<InstallResult> {
  const session = openSession(effects);
  return withPending(session, async (journal) => {
    if (journal === undefined) return { status: 'nothing_to_do', packages: [], notes: [] };
    const keeper = keepJournal(journal, session);
    // Undoing begins with the pointer: while it names the new generation, nothing of that is lost.
    if (readPointer(session) === journal.target) {
      await recordRun(keeper, session);
      return switchedResult(journal);
    }
    const { rollback = journal.rollback } = effects;
    const before = journal.tasks;
    for (const { manager } of before) session.managerOf(manager);
    const tasks = before.map((task) => withFreshDirectory(task, session));
    keeper.update({ writer: ownIdentity(), undoing: false, rollback, tasks });
    for (const [index, task] of before.entries()) {
      if (task !== tasks[index] && task.kind === 'directory') {
        dropInstallation(session.layout.installation(task.directory), session.fs);
      }
    }
    return runJournal(keeper, session);
  });
}

/** A manager that outlived the run it belonged to may still write where it was told to. */
function withFreshDirectory(task: Task, session: Session): Task {
  if (task.kind === 'system') return task;
  const proven = readMarker(session.layout.installation(task.directory), session.fs) !== undefined;
  return proven ? task : { ...task, directory: freshDirectory(task.manager, session) };
}

function switchedResult({ target, removed, tasks }: Journal): InstallResult {
  const steps = [...removed, ...tasks.flatMap((task) => task.steps)];
  return {
    status: 'done',
    generation: target,
    packages: steps.map((step) => packageResult(step, 'done')),
    notes: ['Everything had been installed before the run was cut short.'],
  };
}
