import type { Vault } from '@aim/secrets';
import type { Settings } from './loadSettings.js';

/** A variable, and the name of the stored secret that fills it. */
export type SecretSource = readonly [variable: string, name: string];

/**
 * What fills these variables: the secret of the same name, else the one that `environment.secretsEnvMap` names for it,
 * as the older system stored them. Variables that nothing fills are left out. The vault stays locked.
 */
export function secretSources(
  { config }: Pick<Settings, 'config'>,
  vault: Vault,
  variables: readonly string[],
): readonly SecretSource[] {
  const stored = new Set(vault.list().flatMap(({ key, exists }) => (exists ? [key] : [])));
  const mapped = config.environment.secretsEnvMap ?? {};
  return variables.flatMap((variable) => {
    const named = Object.hasOwn(mapped, variable) ? mapped[variable] : undefined;
    const name = [variable, named].find((one) => one !== undefined && stored.has(one));
    return name === undefined ? [] : [[variable, name]];
  });
}

/**
 * The values of variables. Opens the vault only where there is something to take out.
 * @throws AimError of `@aim/secrets`.
 */
export async function vaultValues(
  vault: Vault,
  sources: readonly SecretSource[],
): Promise<Readonly<Record<string, string>>> {
  if (sources.length === 0) return {};
  const { values } = await vault.getMany([...new Set(sources.map(([, name]) => name))]);
  return Object.fromEntries(
    sources.flatMap(([variable, name]) => {
      const value = values[name];
      return value === undefined ? [] : [[variable, value]];
    }),
  );
}
