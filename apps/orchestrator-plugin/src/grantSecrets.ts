import {
  childEnvironment,
  knownSecretNames,
  secretSources,
  vaultValues,
  type ChildEnvironment,
  type Settings,
} from '@aim/runtime';
import type { Vault } from '@aim/secrets';
import { orchestratorError } from './errors.js';

/**
 * The environment of a child that may see exactly these secrets, from the vault or, where it holds none of the name,
 * from the environment; every other name known to hold a secret is left out.
 * @throws AimError `TASK_SECRET_MISSING`, and what the vault reports.
 */
export async function grantSecrets(
  settings: Settings,
  vault: Vault,
  names: readonly string[],
): Promise<ChildEnvironment> {
  const sources = secretSources(settings, vault, names);
  const stored = new Set(sources.map(([variable]) => variable));
  const missing = names.filter((name) => !stored.has(name) && !settings.env[name]);
  if (missing.length > 0) {
    throw orchestratorError('TASK_SECRET_MISSING', `There is no secret ${missing.join(', ')}`, {
      hint: `'aim secrets set ${missing[0]}' stores it.`,
      details: { missing },
    });
  }
  return childEnvironment({
    platform: settings.platform,
    parent: settings.env,
    secretNames: knownSecretNames(
      settings,
      vault.list().map(({ key }) => key),
    ),
    granted: names,
    vaultValues: await vaultValues(vault, sources),
  });
}
