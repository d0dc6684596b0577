import type { Vault } from '@aim/secrets';
import type { StepEnvironment } from '@aim/workstream';
import type { Settings } from '../loadSettings.js';
import { toolEnvironment } from '../toolEnvironment.js';

export interface StepOwner {
  readonly vault: Vault;
  /** What every step has. */
  readonly common: Readonly<Record<string, string>>;
}

/**
 * What a step's program sees beside the common environment: for a tool of the registry what that tool may see, for
 * any other program nothing.
 */
export async function stepSecrets(
  settings: Settings,
  tool: string,
  { vault, common }: StepOwner,
): Promise<StepEnvironment> {
  if (!Object.hasOwn(settings.config.registry.tools, tool)) return { env: {}, mask: [] };
  const { env, mask } = await toolEnvironment(settings, vault, tool);
  const own = Object.entries(env).filter(([name, value]) => common[name] !== value);
  return { env: Object.fromEntries(own), mask };
}
