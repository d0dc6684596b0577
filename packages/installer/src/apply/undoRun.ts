import type { AimError } from '@aim/core';
import { installerError } from '../errors.js';
import type { ManagerContext, ManagerId } from '../PackageManager.js';
import { readPointer, switchPointer } from '../store/currentPointer.js';
import { dropGeneration } from '../store/dropGeneration.js';
import { dropInstallation } from '../store/dropInstallation.js';
import type { SystemTask } from '../store/Journal.js';
import { ownIdentity } from '../store/processIdentity.js';
import { sweepStore } from '../store/sweepStore.js';
import { asAimError } from './asAimError.js';
import type { JournalKeeper } from './journalKeeper.js';
import type { Session } from './Session.js';
import { restoreSystemPackage, systemVersions } from './systemPackages.js';

export interface UndoFailure {
  readonly task: SystemTask;
  readonly error: AimError;
}

/**
 * Puts everything back to what it was before the run: first the tools in use, then the packages of system managers,
 * each to its exact previous version; and then drops what the run made. A second call goes on where a first one was
 * cut short. The journal stays as long as a system package is not back.
 *
 * @returns the packages that could not be put back
 * @throws AimError INSTALL_STORE_FAILED, WRITE_FAILED; nothing that was in use is lost, and the journal stays
 */
export async function undoRun(keeper: JournalKeeper, session: Session): Promise<readonly UndoFailure[]> {
  const { base, target, tasks } = keeper.journal;
  noteUndoing(keeper);
  if (readPointer(session) === target) switchPointer(session, base);
  const failures = await restoreSystem(tasks, session);
  dropGeneration(session, target);
  for (const task of tasks) {
    if (task.kind === 'directory') dropInstallation(session.layout.installation(task.directory), session.fs);
  }
  if (failures.length > 0) return failures;
  const { follows, saved } = keeper.journal;
  if (follows !== undefined && saved !== undefined) session.effects.follower?.restore(follows, saved);
  keeper.drop();
  sweepStore(session);
  return [];
}

/** Only for people to read, so that on a full disk, where it cannot be written, undoing goes on and makes room. */
function noteUndoing(keeper: JournalKeeper): void {
  try {
    keeper.update({ undoing: true, writer: ownIdentity() });
  } catch {
    // See above.
  }
}

async function restoreSystem(
  tasks: JournalKeeper['journal']['tasks'],
  session: Session,
): Promise<readonly UndoFailure[]> {
  // The signal that stopped the run must not stop what it asks for.
  const { signal: _, ...context } = session.effects.context;
  const byManager = new Map<ManagerId, SystemTask[]>();
  for (const task of tasks) {
    if (task.kind === 'system') byManager.set(task.manager, [...(byManager.get(task.manager) ?? []), task]);
  }
  const restored = [...byManager].map(([id, own]) => restoreManager(id, own, { context, session }));
  return (await Promise.all(restored)).flat();
}

async function restoreManager(
  id: ManagerId,
  tasks: readonly SystemTask[],
  { context, session }: { readonly context: ManagerContext; readonly session: Session },
): Promise<readonly UndoFailure[]> {
  const failures: UndoFailure[] = [];
  let held: (name: string) => string | undefined;
  try {
    held = await systemVersions(id, context, session);
  } catch (error) {
    return tasks.map((task) => ({ task, error: undoError(task, error, session) }));
  }
  for (const task of tasks) {
    const [step] = task.steps;
    if (held(step.name) === task.previous) continue;
    try {
      await restoreSystemPackage(task, context, session);
      session.tell('rolled-back', step);
    } catch (error) {
      failures.push({ task, error: undoError(task, error, session) });
    }
  }
  return failures;
}

function undoError(
  { manager, previous, steps: [step] }: SystemTask,
  cause: unknown,
  session: Session,
): AimError {
  const { message } = asAimError(cause, session.effects.toolsRoot);
  const goal = previous === undefined ? 'be removed again' : `be brought back to ${previous}`;
  const owner = session.effects.managers.find(({ id }) => id === manager);
  const command = owner?.placement === 'system' ? owner.byHand(step.name, previous) : undefined;
  const task = previous === undefined ? 'Remove it' : `Install version ${previous} of it`;
  return installerError('INSTALL_UNDO_FAILED', `${step.name} (${manager}) could not ${goal}: ${message}`, {
    hint: `By hand: ${command ?? `${task} with ${manager} itself`}. Then run \`aim setup --rollback\` again.`,
    cause,
    details: { manager, name: step.name, previous },
  });
}
