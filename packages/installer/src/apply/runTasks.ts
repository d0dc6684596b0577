import type { AimError } from '@aim/core';
import type { ManagerContext, ManagerId } from '../PackageManager.js';
import type { Task } from '../store/Journal.js';
import { asAimError } from './asAimError.js';
import { freshDirectory } from './freshDirectory.js';
import { installDirectory } from './installDirectory.js';
import type { JournalKeeper } from './journalKeeper.js';
import { namedInError } from './namedInError.js';
import type { Session } from './Session.js';
import { createSlots, type Slots } from './slots.js';
import { changeSystemPackage } from './systemPackages.js';
import type { StepOutcome } from './TaskOutcome.js';

interface Run {
  readonly keeper: JournalKeeper;
  readonly session: Session;
  readonly slots: (manager: ManagerId) => Slots;
  /** One failure ends everything. */
  readonly failure: AbortController;
}

/**
 * Runs all tasks of the journal: all managers side by side, each with as many calls at once as it bears, and the
 * alternatives of a group one after the other until one installs. Where one failure undoes everything, the first one
 * ends the others; what a system manager has begun is never cut off by it. A batch that fails is taken apart where
 * the rest is to be kept, so that one bad package does not take the others down.
 *
 * Never rejects: a failure is an outcome.
 */
export async function runTasks(keeper: JournalKeeper, session: Session): Promise<readonly StepOutcome[]> {
  const slots = new Map<ManagerId, Slots>();
  const run: Run = {
    keeper,
    session,
    failure: new AbortController(),
    slots(id) {
      const known = slots.get(id) ?? createSlots(session.managerOf(id).concurrency);
      slots.set(id, known);
      return known;
    },
  };
  const groups = groupTasks(keeper.journal.tasks);
  // What has most to do is started first; the outcomes keep the plan's order.
  const outcomes = new Map<readonly Task[], readonly StepOutcome[]>();
  await Promise.all(mostFirst(groups).map(async (tasks) => outcomes.set(tasks, await runGroup(tasks, run))));
  return groups.flatMap((tasks) => outcomes.get(tasks) ?? []);
}

function mostFirst(groups: readonly (readonly Task[])[]): readonly (readonly Task[])[] {
  const packagesOf = ([first]: readonly Task[]): number => first?.steps.length ?? 0;
  return groups.toSorted((a, b) => packagesOf(b) - packagesOf(a));
}

function groupTasks(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const groups = new Map<string | Task, Task[]>();
  for (const task of tasks) {
    const key = task.group ?? task;
    const group = groups.get(key);
    if (group) group.push(task);
    else groups.set(key, [task]);
  }
  return [...groups.values()];
}

/** Tries alternatives in order; a task without any is a group of one. */
async function runGroup(tasks: readonly Task[], run: Run): Promise<readonly StepOutcome[]> {
  const tried: StepOutcome[] = [];
  for (const [index, task] of tasks.entries()) {
    const outcomes = await run.slots(task.manager)(() => runTask(task, run));
    const last = index === tasks.length - 1;
    if (outcomes.every(({ status }) => status === 'done')) {
      const unneeded = tasks.slice(index + 1).flatMap(({ steps }) => steps);
      return [
        ...tried.map((outcome) => ({ ...outcome, status: 'passed_over' as const })),
        ...outcomes,
        ...unneeded.map((step) => ({ step, status: 'passed_over' as const })),
      ];
    }
    tried.push(...outcomes);
    if (last && run.keeper.journal.rollback) run.failure.abort();
  }
  return tried;
}

async function runTask(task: Task, run: Run): Promise<readonly StepOutcome[]> {
  const { session, keeper } = run;
  if (run.failure.signal.aborted || session.effects.context.signal?.aborted) return notAttempted(task);
  for (const step of task.steps) session.tell('started', step);
  try {
    const outcomes = await attempt(task, run);
    for (const { step } of outcomes) session.tell('finished', step);
    return outcomes;
  } catch (cause) {
    if (run.failure.signal.aborted) return notAttempted(task);
    const error = asAimError(cause, session.effects.toolsRoot);
    const stopped = session.effects.context.signal?.aborted === true;
    // That everything was stopped is said once, not of each package.
    if (stopped && error.code === 'INSTALL_ABORTED') return notAttempted(task);
    const divisible = task.kind === 'directory' && task.steps.length > 1 && !keeper.journal.rollback;
    if (divisible && !stopped) return runOneByOne(task, run);
    return failed(task, error, session);
  }
}

async function attempt(task: Task, run: Run): Promise<readonly StepOutcome[]> {
  const { session } = run;
  if (task.kind === 'system') {
    const [step] = task.steps;
    const outcome = await changeSystemPackage(task, session.effects.context, session);
    return [{ step, status: 'done', ...outcome }];
  }
  const proven = await installDirectory(task, stoppable(run), session);
  return task.steps.map((step, index) => {
    const item = proven[index]?.package;
    return { step, status: 'done', ...(item && { package: item }) };
  });
}

function stoppable({ session, failure }: Run): ManagerContext {
  const { context } = session.effects;
  const signals = context.signal ? [context.signal, failure.signal] : [failure.signal];
  return { ...context, signal: AbortSignal.any(signals) };
}

async function runOneByOne(task: Task, run: Run): Promise<readonly StepOutcome[]> {
  const { manager } = task;
  const singles = task.steps.map(
    (step): Task => ({
      kind: 'directory',
      manager,
      directory: freshDirectory(manager, run.session),
      steps: [step],
    }),
  );
  try {
    run.keeper.replaceTask(task, singles);
  } catch (error) {
    return failed(task, asAimError(error, run.session.effects.toolsRoot), run.session);
  }
  const outcomes: StepOutcome[] = [];
  for (const single of singles) outcomes.push(...(await runTask(single, run)));
  return outcomes;
}

function notAttempted({ steps }: Task): readonly StepOutcome[] {
  return steps.map((step) => ({ step, status: 'not_attempted' }));
}

function failed({ steps }: Task, error: AimError, session: Session): readonly StepOutcome[] {
  const named = namedInError(error, steps);
  return steps.map((step) => {
    if (!named.includes(step)) return { step, status: 'not_attempted' };
    session.tell('failed', step, error);
    return { step, status: 'failed', error };
  });
}
