import { listSecretNames } from './listSecretNames.js';
import { detectToolsOf } from './detectToolsOf.js';
import type { Settings } from './loadSettings.js';
import { toolSecrets } from './toolSecrets.js';

/** A tool that is installed, and what it may be given that the vault does not hold. */
export interface MissingSecrets {
  readonly tool: string;
  readonly names: readonly string[];
}

/** Which installed tools have none of the secrets they may see, neither in the vault nor in the environment. */
export function missingSecrets(settings: Settings): readonly MissingSecrets[] {
  const stored = new Set(listSecretNames(settings));
  const has = (name: string): boolean => stored.has(name) || Boolean(settings.env[name]);
  return detectToolsOf(settings).flatMap(({ tool, installed }) => {
    const names = toolSecrets(settings, tool);
    return installed && names.length > 0 && !names.some(has) ? [{ tool, names }] : [];
  });
}
