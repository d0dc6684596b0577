import { currentGeneration, listGenerations, planRollback, type RollbackPlan } from '@aim/installer';
import type { PackageServices } from './packageServices.js';
import { presentPackages } from './presentPackages.js';

/**
 * What a return to an earlier generation changes.
 * @throws AimError `INSTALL_GENERATION_UNKNOWN` of `@aim/installer`.
 */
export async function planReturn(
  services: PackageServices,
  target: number | 'previous',
): Promise<RollbackPlan> {
  const { toolsRoot, compare, managers } = services;
  const generations = listGenerations(toolsRoot).flatMap(({ generation }) => generation ?? []);
  const touched = new Set(generations.flatMap(({ packages }) => packages.map(({ manager }) => manager)));
  const inPlace = managers.filter(({ id, placement }) => placement === 'system' && touched.has(id));
  const { user } = await presentPackages(services, new Set(inPlace.map(({ id }) => id)));
  const current = currentGeneration(toolsRoot)?.number ?? 0;
  return planRollback({ target, generations, current, user, compare });
}
