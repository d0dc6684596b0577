import type { InstallStep } from '../plan/InstallPlan.js';
import { managerError } from '../managers/managerErrors.js';
import type { Session } from './Session.js';

/**
 * Refuses a locked version for which the registry names a hash that the lock does not. Asks the registry where the
 * plan does not say what it names; where it names none there is nothing to compare.
 *
 * @throws AimError INSTALL_INTEGRITY, and what the manager throws when it is asked
 */
export async function checkIntegrity(step: InstallStep, session: Session): Promise<void> {
  const { integrity, to } = step;
  if (to === undefined || integrity === undefined || integrity.length === 0) return;
  const published = step.published ?? (await publishedHashes(step, session));
  // One more file under an old version number is how a harmful one gets in beside the good ones.
  const unknown = published.filter((hash) => !integrity.includes(hash));
  if (unknown.length === 0) return;
  throw managerError(
    'INSTALL_INTEGRITY',
    `The registry offers other files for ${step.name} ${to} (${step.manager}) than the lock file names.`,
    {
      hint: 'Find out why before you use it. If the release is what you want, lock it anew with `aim version lock`.',
      details: { manager: step.manager, name: step.name, version: to, unknown },
    },
  );
}

async function publishedHashes(step: InstallStep, session: Session): Promise<readonly string[]> {
  const manager = session.managerOf(step.manager);
  const releases = await manager.releases(step.name, session.effects.context);
  return releases.find(({ version }) => session.isSame(manager.id, version, step.to ?? ''))?.integrity ?? [];
}
