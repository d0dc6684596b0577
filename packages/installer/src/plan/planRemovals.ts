import type { ManagerId } from '../PackageManager.js';
import type { InstallStep } from './InstallPlan.js';
import type { PlanInput } from './PlanInput.js';
import { matches } from './planStep.js';

/** The removal of packages that `aim` installed; those of the user's own are left alone, and the notes say so. */
export function planRemovals(
  { remove = [], current, user, managers }: PlanInput,
  block: (manager: ManagerId, name: string) => void,
): { readonly steps: readonly InstallStep[]; readonly notes: readonly string[] } {
  const steps: InstallStep[] = [];
  const notes: string[] = [];
  for (const reference of remove) {
    const found = (current?.packages ?? []).filter((item) => matches(reference, item));
    for (const { manager, name, version, system } of found) {
      const missing = system && managers.find(({ id }) => id === manager)?.available !== true;
      if (missing) block(manager, name);
      else steps.push({ action: 'remove', manager, name, from: version, source: system ? 'system' : 'aim' });
    }
    if (found.length > 0) continue;
    const owner = [...user].find(([manager, packages]) =>
      packages.some(({ name }) => matches(reference, { manager, name })),
    );
    notes.push(
      owner === undefined
        ? `${reference.name} is not installed.`
        : `${reference.name} was not installed by aim; remove it with ${owner[0]} itself.`,
    );
  }
  return { steps, notes };
}
