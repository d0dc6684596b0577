import type { Vault } from '@aim/secrets';
import { childEnvironment, type ChildEnvironment } from './childEnvironment.js';
import type { Settings } from './loadSettings.js';
import { knownSecretNames, toolSecrets } from './toolSecrets.js';
import { secretSources, vaultValues } from './vaultValues.js';

/** The environment of one tool, with the secrets it may see. Opens the vault only when it holds one of them. */
export async function toolEnvironment(
  settings: Settings,
  vault: Vault,
  tool: string,
): Promise<ChildEnvironment> {
  const stored = vault.list().flatMap(({ key, exists }) => (exists ? [key] : []));
  const granted = toolSecrets(settings, tool);
  const configured = settings.config.registry.tools[tool]?.env;
  return childEnvironment({
    platform: settings.platform,
    parent: settings.env,
    secretNames: knownSecretNames(settings, stored),
    granted,
    vaultValues: await vaultValues(vault, secretSources(settings, vault, granted)),
    ...(configured === undefined ? {} : { configured }),
  });
}
