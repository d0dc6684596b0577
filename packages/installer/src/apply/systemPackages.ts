import { installerError } from '../errors.js';
import type { InstallStep } from '../plan/InstallPlan.js';
import { samePackage } from '../plan/packageKey.js';
import type { InstalledPackage, ManagerContext, ManagerId, SystemManager } from '../PackageManager.js';
import type { GenerationPackage } from '../store/Generation.js';
import type { SystemTask } from '../store/Journal.js';
import { probeCommand } from './probeCommand.js';
import { broken, checkVersion } from './provePackage.js';
import type { Session } from './Session.js';

export interface SystemOutcome {
  /** Absent after a removal. */
  readonly package?: GenerationPackage;
  readonly rebootNeeded: boolean;
}

/**
 * Brings one package of a system manager to its version, or removes it.
 *
 * @throws AimError of the manager, INSTALL_BROKEN, INSTALL_VERSION_DIFFERS
 */
export async function changeSystemPackage(
  task: SystemTask,
  context: ManagerContext,
  session: Session,
): Promise<SystemOutcome> {
  const [step] = task.steps;
  const manager = systemManager(task.manager, session);
  if (step.to === undefined) {
    if (task.previous !== undefined) await manager.uninstall(step.name, context);
    return { rebootNeeded: false };
  }
  const { installed, rebootNeeded = false } = await manager.install(
    { name: step.name, version: step.to },
    context,
  );
  checkVersion(step, installed.version, session);
  if (!rebootNeeded) await proveSystemCommand(step, installed, { context, session });
  return { package: record(task, step.to, session), rebootNeeded };
}

/** What a system manager holds now, by asking it. */
export async function systemVersions(
  id: ManagerId,
  context: ManagerContext,
  session: Session,
): Promise<(name: string) => string | undefined> {
  const listing = await systemManager(id, session).listed(context);
  return (name) =>
    listing.find((item) => samePackage({ manager: id, name: item.name }, { manager: id, name }))?.version;
}

/** Brings a package back to what was there before, which may be nothing. */
export async function restoreSystemPackage(
  { manager: id, steps: [step], previous }: SystemTask,
  context: ManagerContext,
  session: Session,
): Promise<void> {
  const manager = systemManager(id, session);
  if (previous === undefined) await manager.uninstall(step.name, context);
  else await manager.install({ name: step.name, version: previous }, context);
}

function systemManager(id: ManagerId, session: Session): SystemManager {
  const manager = session.managerOf(id);
  if (manager.placement === 'system') return manager;
  throw installerError('INSTALL_MANAGER_UNKNOWN', `The package manager ${id} changes no machine.`, {
    hint: 'Complete or undo the installation with the version of aim that began it.',
  });
}

/** A system manager may not know the commands of a package; then there is nothing to start. */
async function proveSystemCommand(
  step: InstallStep,
  { commands }: InstalledPackage,
  { context, session }: { readonly context: ManagerContext; readonly session: Session },
): Promise<void> {
  let why: string | undefined;
  for (const file of Object.values(commands)) {
    const answer = await probeCommand({ file, context, timeoutMs: session.probeTimeoutMs });
    if (answer.started) return;
    why ??= answer.why;
  }
  if (why !== undefined) throw broken(step, `its command does not start: ${why}`);
}

function record(
  { steps: [step], previous }: SystemTask,
  version: string,
  session: Session,
): GenerationPackage {
  const { manager, name, integrity, published, tool, pinned } = step;
  return {
    manager,
    name,
    version,
    integrity: integrity ?? published ?? [],
    commands: {},
    ...(tool !== undefined && { tool }),
    ...(pinned !== undefined && { pinned }),
    system: true,
    ...(previous !== undefined && { previous }),
    installedAt: session.now(),
  };
}
