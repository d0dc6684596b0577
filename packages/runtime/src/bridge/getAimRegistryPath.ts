import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runtimeError } from '../errors.js';
import type { BridgeOptions } from './BridgeOptions.js';
import { surroundingsOf } from './bridgeServices.js';

const folderName = '.AIM_ai-tools-registry';

/**
 * The older systems' registry folder: what `AIM_REGISTRY_PATH` names, else `aim/.AIM_ai-tools-registry` of the
 * repository, else `.AIM_ai-tools-registry` there. Absolute.
 *
 * @throws AimError `BRIDGE_FILE_MISSING` when `AIM_REGISTRY_PATH` names no folder or there is none of the others.
 */
export function getAimRegistryPath(options: BridgeOptions = {}): string {
  const { env, cwd } = surroundingsOf(options);
  const named = env.AIM_REGISTRY_PATH;
  if (named) {
    const path = resolve(cwd, named);
    if (isThere(path)) return path;
    throw missing(`[AIM] AIM_REGISTRY_PATH env var set to '${named}' but directory not found`);
  }
  const root = options.repositoryRoot ?? repositoryOf(resolve(cwd));
  const inRoot = join(root, folderName);
  const found = [join(root, 'aim', folderName), inRoot].find(isThere);
  if (found !== undefined) return found;
  throw missing(
    `[AIM] Registry not found at ${inRoot}. Set AIM_REGISTRY_PATH environment variable or ensure ${folderName} exists.`,
  );
}

function repositoryOf(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (isThere(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Such as a folder on the way that may not be entered.
    return false;
  }
}

function missing(message: string): Error {
  return runtimeError('BRIDGE_FILE_MISSING', message, {
    hint: 'Correct AIM_REGISTRY_PATH, or move to one configuration file with `aim config migrate`.',
  });
}
