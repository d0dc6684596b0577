import type { Settings } from '@aim/runtime';
import type { CommandResult } from './result.js';

const off = 'environment.enabled is false';

/** What is left of a command where `environment.enabled` is false, as a notice; undefined where it is not. */
export function offNotice({ config }: Pick<Settings, 'config'>, left: string): string | undefined {
  return config.environment.enabled === false ? `${off}: ${left}` : undefined;
}

/** The answer of a command that changes the machine where `environment.enabled` is false; undefined where it is not. */
export function switchedOff(
  { config }: Pick<Settings, 'config'>,
  dryRun: boolean,
): CommandResult | undefined {
  if (config.environment.enabled !== false) return undefined;
  return {
    json: { dry_run: dryRun, changed: false, enabled: false },
    text: () => `Nothing to do: ${off}`,
  };
}
