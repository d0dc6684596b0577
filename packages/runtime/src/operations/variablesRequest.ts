import { centralVariables, type ShellKind, type VariablesRequest } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { servicePaths } from '../servicePaths.js';

/**
 * What the user's shells are to set: the tools in PATH, before them the shims where they are enabled, and the caches
 * under the central folder where there is one.
 * @throws AimError `PROFILE_VALUE` for a central folder that is not absolute.
 */
export function variablesRequest(
  settings: Pick<Settings, 'config' | 'dirs' | 'platform'>,
  shells: readonly ShellKind[] = [],
): VariablesRequest {
  const { centralCache = '', masterBin } = settings.config.environment;
  const { shims, toolCommands } = servicePaths(settings);
  return {
    variables: centralVariables({ centralCache, platform: settings.platform }),
    path: [...(masterBin?.enable === true ? [shims] : []), toolCommands],
    ...(shells.length > 0 && { shells: [...new Set(shells)] }),
  };
}
