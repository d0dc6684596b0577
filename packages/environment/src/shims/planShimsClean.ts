import { pathModule } from '../system/pathModule.js';
import { checkShimFolder, listShims } from './planShims.js';
import { shimEffects, type ShimEffects } from './ShimEffects.js';
import type { ShimPlan } from './ShimPlan.js';

/**
 * Calculates what `shims clean` removes: the generated files of the folder and nothing else. The plan is carried out
 * by `applyShims`.
 *
 * @throws AimError SHIM_FOLDER when the folder's path is not absolute
 */
export function planShimsClean(
  path: string,
  given?: Partial<ShimEffects>,
): Pick<ShimPlan, 'directory' | 'write' | 'remove' | 'blocked'> {
  const effects = shimEffects(given);
  checkShimFolder(path, effects.platform);
  const directory = pathModule(effects.platform).resolve(path);
  return { directory, write: [], remove: listShims(directory, effects), blocked: [] };
}
