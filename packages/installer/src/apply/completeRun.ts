import { packageKey } from '../plan/packageKey.js';
import { readPointer, switchPointer } from '../store/currentPointer.js';
import type { GenerationPackage } from '../store/Generation.js';
import type { Journal } from '../store/Journal.js';
import { sweepStore } from '../store/sweepStore.js';
import { writeGeneration } from '../store/writeGeneration.js';
import type { JournalKeeper } from './journalKeeper.js';
import type { Session } from './Session.js';
import type { StepOutcome } from './TaskOutcome.js';

/**
 * Writes the new generation and switches to it.
 *
 * @returns notes about commands that more than one package offers
 * @throws AimError INSTALL_STORE_FAILED, WRITE_FAILED; whether the switch took place is then what the pointer says
 */
export function switchGeneration(
  journal: Journal,
  outcomes: readonly StepOutcome[],
  session: Session,
): readonly string[] {
  const { target, origin } = journal;
  const packages = journal.kind === 'rollback' ? journal.packages : contentOf(journal, outcomes);
  const notes = writeGeneration(
    {
      format: 1,
      number: target,
      createdAt: session.now(),
      ...(origin !== undefined && { origin }),
      packages,
    },
    session,
  );
  if (readPointer(session) !== target) switchPointer(session, target);
  session.effects.onEvent?.({ type: 'switched', generation: target });
  return notes;
}

/** What is in use keeps its place and with it its commands; what is new comes after it, in the plan's order. */
function contentOf({ packages }: Journal, outcomes: readonly StepOutcome[]): readonly GenerationPackage[] {
  const content = new Map(packages.map((item) => [packageKey(item.manager, item.name), item]));
  for (const { step, status, package: item } of outcomes) {
    if (status !== 'done') continue;
    if (item === undefined) content.delete(packageKey(step.manager, step.name));
    else content.set(packageKey(step.manager, step.name), item);
  }
  return [...content.values()];
}

/**
 * Records what was done, has the follower follow, and only then forgets the journal: a crash before leads to a second
 * record, never to none.
 *
 * @throws the audit sink's or the follower's error; the journal then stays, and a later run completes both
 */
export async function recordRun(keeper: JournalKeeper, session: Session): Promise<void> {
  const { kind, base, target, origin, removed, tasks, packages } = keeper.journal;
  const steps = [...removed, ...tasks.flatMap((task) => task.steps)];
  const changes = steps.map(({ action, manager, name, from, to }) => ({ action, manager, name, from, to }));
  await session.effects.audit({
    type: kind,
    message:
      kind === 'install'
        ? `Installed generation ${target} of the tools`
        : `Returned to generation ${origin ?? 'none'} of the tools, as generation ${target}`,
    details: { generation: target, base, origin, changes, kept: packages.length },
  });
  follow(keeper, session);
  keeper.drop();
  sweepStore(session);
}

function follow(keeper: JournalKeeper, { effects: { follower } }: Session): void {
  const { follows, saved: earlier } = keeper.journal;
  if (follower === undefined || follows === undefined) return;
  // What an earlier attempt saved is older than what it may have done to the document.
  const saved = earlier ?? follower.save(follows);
  if (saved === undefined) return;
  if (earlier === undefined) keeper.update({ saved });
  follower.follow(follows);
}
