import { configError } from '../errors.js';
import { ancestors } from './ancestors.js';
import { fileAt, realPath } from './fileAt.js';
import type { LoadContext } from './LoadContext.js';

const registryDirName = '.AIM_ai-tools-registry';

/** The registry folder of the older system. */
export interface RegistryDir {
  readonly path: string;
  /** `discovered`: found above the working folder, so perhaps in a repository somebody else wrote. */
  readonly found: 'environment' | 'discovered' | 'home';
}

/**
 * The registry folder: `AIM_REGISTRY_PATH`, the nearest `aim/.AIM_ai-tools-registry` or `.AIM_ai-tools-registry` from
 * the working folder upward, or the one in the home folder.
 *
 * @throws AimError CONFIG_REGISTRY_NOT_FOUND when `AIM_REGISTRY_PATH` names no folder.
 */
export function findRegistryDir({ cwd, env, home, path, fs }: LoadContext): RegistryDir | undefined {
  if (env.AIM_REGISTRY_PATH) {
    const named = path.resolve(cwd, env.AIM_REGISTRY_PATH);
    if (fileAt(named, fs) === 'folder') return { path: named, found: 'environment' };
    throw configError('CONFIG_REGISTRY_NOT_FOUND', 'AIM_REGISTRY_PATH names a folder that does not exist', {
      hint: 'Correct AIM_REGISTRY_PATH or unset it.',
    });
  }
  const ownPath = path.join(home, registryDirName);
  const own = fileAt(ownPath, fs) === 'folder' ? realPath(ownPath, fs) : undefined;
  for (const folder of ancestors(path.resolve(cwd), path)) {
    for (const candidate of [path.join(folder, 'aim', registryDirName), path.join(folder, registryDirName)]) {
      if (fileAt(candidate, fs) !== 'folder') continue;
      if (realPath(candidate, fs) === own) return { path: ownPath, found: 'home' };
      return { path: candidate, found: 'discovered' };
    }
  }
  return own === undefined ? undefined : { path: ownPath, found: 'home' };
}
