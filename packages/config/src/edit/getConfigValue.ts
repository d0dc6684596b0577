import { valueAt } from '../valueAt.js';
import { resolveSettingPath } from './resolveSettingPath.js';

/**
 * The value of a setting, named by a dotted path or a JSON pointer; `undefined` when it has none.
 *
 * @throws AimError CONFIG_SETTING_PATH for a name that cannot be understood.
 */
export function getConfigValue(config: unknown, path: string): unknown {
  return valueAt(config, resolveSettingPath(path, config));
}
