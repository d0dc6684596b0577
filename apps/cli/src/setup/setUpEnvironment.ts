import type { Settings } from '@aim/runtime';
import type { CommandResult } from '../result.js';

export interface EnvironmentSetup {
  readonly shims?: CommandResult;
  readonly env?: CommandResult;
}

/**
 * Writes shims where the configuration enables them. A profile belongs to its user: it is edited only where
 * `environment.buildWrappers` asks for everything around the tools.
 */
export async function setUpEnvironment(settings: Settings, dryRun: boolean): Promise<EnvironmentSetup> {
  const { enabled, masterBin, buildWrappers } = settings.config.environment;
  const everything = buildWrappers === true;
  if (enabled === false || !(everything || masterBin?.enable === true)) return {};
  const { rebuildShims } = await import('../operations/shims.js');
  const shims = await rebuildShims(settings, dryRun);
  if (!everything) return { shims };
  const { applyVariables } = await import('../operations/variables.js');
  return { shims, env: await applyVariables(settings, { shells: [], dryRun }) };
}
