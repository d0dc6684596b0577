import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRunner, resolveCommand } from '@aim/exec';
import {
  createPowerShell,
  dpapiVault,
  importLegacy,
  legacyKeyring,
  type EnvMap,
  type LegacyImport,
  type LegacyStore,
  type PowerShell,
} from '@aim/secrets';
import type { Settings } from './loadSettings.js';
import { openVaultOf, type VaultServices } from './openVaultOf.js';
import { unsecretEnvironment } from './unsecretEnvironment.js';

/**
 * Where an older system kept secrets: `keyring` is Python's keyring library, `dpapi` the vaults of AI_MANGER that the
 * configuration names or that lie in their usual place, `file` one such vault.
 */
export type LegacySource = 'keyring' | 'dpapi' | { readonly file: string };

export interface LegacySecretsRequest {
  readonly sources: readonly LegacySource[];
  /** Takes out of the older places what a fresh unlock of the vault gives back. */
  readonly removeLegacy?: boolean;
  /** The older secret that fills a variable; comes before `environment.secretsEnvMap`. */
  readonly envMap?: EnvMap;
}

export interface LegacySecretsServices extends VaultServices {
  /** Opens what Windows protects; the system's own PowerShell when absent. */
  readonly powerShell?: PowerShell;
}

/**
 * Stores in the vault what the older systems kept. What cannot be read, or has another value in the vault, is listed
 * and left alone.
 * @throws AimError when the vault or the audit log cannot be used; then nothing was removed.
 */
export function importLegacySecrets(
  settings: Settings,
  { sources, removeLegacy = false, envMap = {} }: LegacySecretsRequest,
  services: LegacySecretsServices,
): Promise<LegacyImport> {
  const powerShell = services.powerShell ?? powerShellOf(settings);
  const remembered = askedOnce(services);
  return importLegacy({
    stores: sources.flatMap((source) => storesOf(settings, source, powerShell)),
    envMap: { ...settings.config.environment.secretsEnvMap, ...envMap },
    removeLegacy,
    openVault: () => openVaultOf(settings, remembered),
    audit: services.audit,
  });
}

function storesOf(settings: Settings, source: LegacySource, powerShell: PowerShell): readonly LegacyStore[] {
  const { platform, env, cwd } = settings;
  if (source === 'keyring') return [legacyKeyring({ platform, env, powerShell })];
  const files = source === 'dpapi' ? vaultFiles(settings) : [resolve(cwd, source.file)];
  return files.map((path) => dpapiVault({ path, platform, powerShell }));
}

function vaultFiles({ config, env }: Settings): readonly string[] {
  const usual = env.LOCALAPPDATA && join(env.LOCALAPPDATA, 'CLI_Vault', 'vault.json');
  const named = config.environment.legacyVaults ?? [];
  return [...new Set([...named, ...(usual && existsSync(usual) ? [usual] : [])])];
}

function powerShellOf(settings: Settings): PowerShell {
  const { env, platform } = settings;
  return createPowerShell({
    run: createRunner({ platform }),
    file: ['powershell.exe', 'pwsh.exe'].map((name) => resolveCommand(name, { env, platform })).find(Boolean),
    env: platform === 'win32' ? unsecretEnvironment(settings) : {},
  });
}

/** The vault is unlocked a second time to read back, which is no reason to ask a person again. */
function askedOnce(services: VaultServices): VaultServices {
  let asked: Promise<string> | undefined;
  return { ...services, passphrase: (purpose) => (asked ??= services.passphrase(purpose)) };
}
