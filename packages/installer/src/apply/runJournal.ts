import type { AimError } from '@aim/core';
import { managerError } from '../managers/managerErrors.js';
import { readPointer } from '../store/currentPointer.js';
import { asAimError } from './asAimError.js';
import type { Journal } from '../store/Journal.js';
import { recordRun, switchGeneration } from './completeRun.js';
import {
  errorFacts,
  packageResult,
  type InstallResult,
  type PackageResult,
  type PackageStatus,
} from './InstallResult.js';
import type { JournalKeeper } from './journalKeeper.js';
import { runTasks } from './runTasks.js';
import type { Session } from './Session.js';
import { hasFailed, type StepOutcome } from './TaskOutcome.js';
import { undoRun, type UndoFailure } from './undoRun.js';

/**
 * Carries out a written journal: runs its tasks, and then either switches to the new generation or puts everything
 * back. Call it only under the lock.
 *
 * @throws the audit sink's error after the switch; the journal then stays
 * @throws AimError when even putting back fails for reasons of the disk; the journal then stays
 */
export async function runJournal(keeper: JournalKeeper, session: Session): Promise<InstallResult> {
  const outcomes = await runTasks(keeper, session);
  const { rollback } = keeper.journal;
  const failed = hasFailed(outcomes);
  const stopped = session.effects.context.signal?.aborted === true;
  const anything = outcomes.length === 0 || outcomes.some(({ status }) => status === 'done');
  const reason = stopped ? abortedError() : undefined;
  if ((failed || stopped) && (rollback || !anything)) return putBack({ keeper, session, outcomes }, reason);
  let notes: readonly string[];
  try {
    notes = switchGeneration(keeper.journal, outcomes, session);
  } catch (error) {
    return putBack({ keeper, session, outcomes }, asAimError(error, session.effects.toolsRoot));
  }
  await recordRun(keeper, session);
  return {
    status: failed ? 'partial' : 'done',
    generation: keeper.journal.target,
    packages: [
      ...removedResults(keeper.journal, 'done'),
      ...outcomes.map(({ step, status, error }) => packageResult(step, status, error)),
    ],
    ...(reason && { error: errorFacts(reason) }),
    notes: [...notes, ...rebootNotes(outcomes)],
  };
}

interface Failed {
  readonly keeper: JournalKeeper;
  readonly session: Session;
  readonly outcomes: readonly StepOutcome[];
}

async function putBack(
  { keeper, session, outcomes }: Failed,
  reason: AimError | undefined,
): Promise<InstallResult> {
  const failures = await undoRun(keeper, session);
  const unrecorded = await recordUndoing({ keeper, session, outcomes }, reason);
  const generation = readPointer(session);
  return {
    status: failures.length > 0 ? 'rollback_failed' : 'rolled_back',
    ...(generation !== undefined && { generation }),
    packages: [
      ...removedResults(keeper.journal, 'rolled_back'),
      ...outcomes.map((outcome) => undoneResult(outcome, failures, session)),
    ],
    ...(reason && { error: errorFacts(reason) }),
    notes: unrecorded,
  };
}

function removedResults({ removed }: Journal, status: PackageStatus): readonly PackageResult[] {
  return removed.map((step) => packageResult(step, status));
}

function undoneResult(
  { step, status, error }: StepOutcome,
  failures: readonly UndoFailure[],
  session: Session,
): PackageResult {
  const failure = failures.find(({ task }) => task.steps[0] === step);
  if (failure !== undefined) return packageResult(step, 'failed', failure.error);
  if (status !== 'done') return packageResult(step, status, error);
  if (step.source !== 'system') session.tell('rolled-back', step);
  return packageResult(step, 'rolled_back');
}

/** Nothing was changed in the end, so that a log which cannot be written is no reason to fail once more. */
async function recordUndoing(
  { keeper, session, outcomes }: Failed,
  reason: AimError | undefined,
): Promise<readonly string[]> {
  const failed = outcomes.filter(({ status }) => status === 'failed');
  try {
    await session.effects.audit({
      type: 'rollback',
      severity: 'warning',
      message: `The installation of generation ${keeper.journal.target} of the tools failed and was undone`,
      details: {
        ...(reason && { code: reason.code }),
        failed: failed.map(({ step, error }) => ({
          manager: step.manager,
          name: step.name,
          code: error?.code,
        })),
      },
    });
    return [];
  } catch {
    return ['That the installation was undone could not be written to the audit log.'];
  }
}

function abortedError(): AimError {
  return managerError('INSTALL_ABORTED', 'The installation was stopped before it was complete.', {
    hint: 'Run the command again to start it anew.',
  });
}

function rebootNotes(outcomes: readonly StepOutcome[]): readonly string[] {
  return outcomes
    .filter(({ rebootNeeded }) => rebootNeeded)
    .map(({ step }) => `Restart the machine to complete ${step.name} (${step.manager}).`);
}
