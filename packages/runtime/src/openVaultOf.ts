import type { AuditSink } from '@aim/core';
import { createKeychain, openVault, type PassphrasePurpose, type Vault } from '@aim/secrets';
import { servicePaths } from './servicePaths.js';
import type { Settings } from './loadSettings.js';

export interface VaultServices {
  readonly audit: AuditSink;
  readonly passphrase: (purpose: PassphrasePurpose) => Promise<string>;
  readonly notice: (message: string) => void;
}

/** The vault that the settings name. Touches nothing until it is used. */
export function openVaultOf(settings: Settings, { audit, passphrase, notice }: VaultServices): Vault {
  const { env, platform } = settings;
  return openVault({
    metadataPath: servicePaths(settings).secretsMetadata,
    audit,
    passphrase,
    onNotice: notice,
    platform,
    keychain: createKeychain({ platform, env }),
  });
}
