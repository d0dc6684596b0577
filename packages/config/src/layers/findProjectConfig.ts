import { ancestors } from './ancestors.js';
import { fileAt, realPath } from './fileAt.js';
import type { LoadContext } from './LoadContext.js';

/** The name of every configuration file of ours. */
export const configFileName = 'aim_config.json';

/** Where the user's own configuration is, whether there is one or not. */
export function userConfigFile({ userConfigDir, path }: LoadContext): string {
  return path.join(userConfigDir, configFileName);
}

/**
 * The nearest `aim_config.json` or `config/aim_config.json` from the working folder upward. The user's own file, met on
 * the way, is not a project's.
 */
export function findProjectConfig(context: LoadContext): string | undefined {
  const { cwd, path, fs } = context;
  let own: string | undefined;
  for (const folder of ancestors(path.resolve(cwd), path)) {
    for (const candidate of [
      path.join(folder, configFileName),
      path.join(folder, 'config', configFileName),
    ]) {
      if (fileAt(candidate, fs) !== 'file') continue;
      own ??= realPath(userConfigFile(context), fs);
      if (realPath(candidate, fs) !== own) return candidate;
    }
  }
  return undefined;
}
