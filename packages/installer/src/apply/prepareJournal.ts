import { installerError } from '../errors.js';
import type { InstallPlan, InstallStep } from '../plan/InstallPlan.js';
import { packageKey } from '../plan/packageKey.js';
import type { ManagerId } from '../PackageManager.js';
import type { Generation } from '../store/Generation.js';
import type { Journal, Task } from '../store/Journal.js';
import { ownIdentity } from '../store/processIdentity.js';
import { generationNumbers } from '../store/readGenerations.js';
import { freshDirectory } from './freshDirectory.js';
import type { Session } from './Session.js';
import { systemVersions } from './systemPackages.js';

export interface Preparation {
  readonly kind: Journal['kind'];
  readonly current: Generation | undefined;
  /** What the new generation holds where no task changes it. */
  readonly packages: Generation['packages'];
  readonly origin?: number;
}

/**
 * Writes down all that is going to happen: who installs what into which directory, and which version a system manager
 * holds now, asked anew so that exactly that one can be put back.
 *
 * @throws AimError INSTALL_LISTING_FAILED when a system manager cannot say what it holds
 */
export async function prepareJournal(
  { kind, current, packages, origin }: Preparation,
  plan: Pick<InstallPlan, 'steps' | 'groups'>,
  session: Session,
): Promise<Journal> {
  const removed = plan.steps.filter(({ action, source }) => action === 'remove' && source === 'aim');
  const steps = plan.steps.filter((step) => step.action !== 'keep' && !removed.includes(step));
  const gone = new Set(removed.map(keyOf));
  const versions = await heldVersions(
    [...steps, ...plan.groups.flatMap(({ alternatives }) => alternatives)],
    session,
  );
  const numbers = generationNumbers(session.layout, session.fs);
  const follows = session.effects.follower?.find();
  return {
    format: 1,
    kind,
    startedAt: session.now(),
    writer: ownIdentity(),
    undoing: false,
    rollback: session.effects.rollback ?? true,
    ...(current && { base: current.number }),
    target: Math.max(0, current?.number ?? 0, ...numbers) + 1,
    ...(origin !== undefined && { origin }),
    packages: packages.filter((item) => !gone.has(packageKey(item.manager, item.name))),
    removed,
    ...(follows !== undefined && { follows }),
    tasks: [
      ...tasksOf(
        kind === 'install' ? steps : steps.filter(({ source }) => source === 'system'),
        versions,
        session,
      ),
      ...plan.groups.flatMap(({ name, alternatives }) =>
        alternatives.flatMap((step) =>
          tasksOf([step], versions, session).map((task) => ({ ...task, group: name })),
        ),
      ),
    ],
  };
}

type HeldVersions = ReadonlyMap<ManagerId, (name: string) => string | undefined>;

async function heldVersions(steps: readonly InstallStep[], session: Session): Promise<HeldVersions> {
  const ids = new Set(steps.filter(({ source }) => source === 'system').map(({ manager }) => manager));
  const asked = [...ids].map(
    async (id) => [id, await systemVersions(id, session.effects.context, session)] as const,
  );
  return new Map(await Promise.all(asked));
}

function tasksOf(steps: readonly InstallStep[], versions: HeldVersions, session: Session): readonly Task[] {
  const tasks: Task[] = [];
  const batches = new Map<ManagerId, InstallStep[]>();
  for (const step of steps) {
    const manager = session.managerOf(step.manager);
    if (manager.placement === 'system') {
      const previous = versions.get(manager.id)?.(step.name);
      tasks.push({
        kind: 'system',
        manager: manager.id,
        steps: [step],
        ...(previous !== undefined && { previous }),
      });
    } else if (!manager.batches) {
      tasks.push({
        kind: 'directory',
        manager: manager.id,
        directory: freshDirectory(manager.id, session),
        steps: [step],
      });
    } else {
      const batch = batches.get(manager.id);
      if (batch) batch.push(step);
      else batches.set(manager.id, [step]);
    }
  }
  for (const [manager, batch] of batches) {
    tasks.push({ kind: 'directory', manager, directory: freshDirectory(manager, session), steps: batch });
  }
  return tasks;
}

function keyOf({ manager, name }: InstallStep): string {
  return packageKey(manager, name);
}

/** @throws AimError INSTALL_PLAN_OUTDATED when the plan was made from another generation than the current one */
export function checkBase(base: number | undefined, current: Generation | undefined): void {
  if (base === current?.number) return;
  throw installerError(
    'INSTALL_PLAN_OUTDATED',
    'Another installation took place after this one was planned.',
    {
      hint: 'Run the command again.',
      details: { planned: base, current: current?.number },
    },
  );
}
