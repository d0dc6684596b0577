import { centralVariables, type ShimSettings } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { servicePaths } from '../servicePaths.js';

/** Which shims the configuration asks for: by default, one for each command that `aim` installed. */
export function shimSettings(settings: Pick<Settings, 'config' | 'dirs' | 'platform'>): ShimSettings {
  const { environment } = settings.config;
  const { sources = [], priority = [], denyList = [] } = environment.masterBin ?? {};
  const { shims, toolCommands } = servicePaths(settings);
  return {
    path: shims,
    sources: sources.length > 0 ? sources : [toolCommands],
    priority,
    denyList,
    variables: centralVariables({
      centralCache: environment.centralCache ?? '',
      platform: settings.platform,
    }),
  };
}
