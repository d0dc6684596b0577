import { readMarker, writeMarker, type ProvenPackage } from '../store/installationMarker.js';
import { installerError } from '../errors.js';
import { samePackage } from '../plan/packageKey.js';
import type { DirectoryManager, ManagerContext } from '../PackageManager.js';
import type { DirectoryTask } from '../store/Journal.js';
import { atPath } from '../store/storeError.js';
import { probeCommand } from './probeCommand.js';
import { provePackage } from './provePackage.js';
import type { Session } from './Session.js';
import { createSlots } from './slots.js';

/** Commands that are started at once: each may be a whole interpreter. */
const probesAtOnce = 4;

/**
 * Installs a task's packages into their fresh directory, proves each of them, and marks the directory as complete.
 * What an interrupted run had completed there already is only proven again.
 *
 * @throws AimError of the manager, INSTALL_BROKEN, INSTALL_VERSION_DIFFERS, INSTALL_STORE_FAILED, WRITE_FAILED
 */
export async function installDirectory(
  task: DirectoryTask,
  context: ManagerContext,
  session: Session,
): Promise<readonly ProvenPackage[]> {
  const reused = await provenBefore(task, context, session);
  if (reused !== undefined) return reused;
  const directory = session.layout.installation(task.directory);
  const sharedDirectory = session.layout.shared(task.manager);
  atPath(directory, () => {
    session.fs.rmSync(directory, { recursive: true, force: true });
    for (const path of [directory, sharedDirectory])
      session.fs.mkdirSync(path, { recursive: true, mode: 0o700 });
  });
  const manager = directoryManager(task, session);
  const packages = task.steps.map(({ name, to = '' }) => ({ name, version: to }));
  const found = await manager.install({ packages, directory, sharedDirectory }, context);
  for (const step of task.steps) session.tell('proving', step);
  const slots = createSlots(probesAtOnce);
  const proven = await Promise.all(
    task.steps.map((step) =>
      slots(() => provePackage({ step, found, directory: task.directory, context }, session)),
    ),
  );
  writeMarker(directory, proven, session.fs);
  return proven;
}

function directoryManager(task: DirectoryTask, session: Session): DirectoryManager {
  const manager = session.managerOf(task.manager);
  if (manager.placement === 'directory') return manager;
  throw installerError('INSTALL_MANAGER_UNKNOWN', `The package manager ${task.manager} has no directories.`, {
    hint: 'Complete or undo the installation with the version of aim that began it.',
  });
}

async function provenBefore(
  task: DirectoryTask,
  context: ManagerContext,
  session: Session,
): Promise<readonly ProvenPackage[] | undefined> {
  const proven = readMarker(session.layout.installation(task.directory), session.fs);
  if (proven === undefined) return undefined;
  const wanted = task.steps.map((step) =>
    proven.find(({ package: item }) => samePackage(item, step) && item.version === step.to),
  );
  const complete = wanted.filter((item) => item !== undefined);
  if (complete.length < wanted.length) return undefined;
  for (const { proof } of complete) {
    const file = session.layout.installation(`${task.directory}/${proof.path}`);
    const { argument } = proof;
    const answer = await probeCommand({ file, context, timeoutMs: session.probeTimeoutMs, argument });
    if (!answer.started) return undefined;
  }
  return complete;
}
