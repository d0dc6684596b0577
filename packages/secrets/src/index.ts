export { secretsErrorTable } from './errors.js';
export { formatSecrets, secretFormats, type SecretFormat } from './formatSecrets.js';
export { dpapiVault, type DpapiVaultOptions } from './import/dpapiVault.js';
export { importLegacy } from './import/importLegacy.js';
export type {
  ImportedSecret,
  LegacyImport,
  LegacyImportRequest,
  RemovedSecret,
  SkippedSecret,
  SkipReason,
} from './import/LegacyImport.js';
export { legacyKeyring, type LegacyKeyringOptions } from './import/legacyKeyring.js';
export type { LegacyObstacle, LegacyReading, LegacySecret, LegacyStore } from './import/LegacyStore.js';
export type { EnvMap } from './import/newNames.js';
export { isDpapiVault } from './import/parseDpapiVault.js';
export { createPowerShell, type PowerShell, type PowerShellOptions } from './import/powerShell.js';
export { createKeychain, type Keychain, type KeychainOptions } from './keychain.js';
export {
  callKeychain,
  keychainService,
  type KeychainCall,
  type KeychainOutcome,
  type KeychainProcessOptions,
} from './keychainProcess.js';
export { openVault, type VaultOptions } from './openVault.js';
export { parseEnvFile, type EnvFile, type EnvFileEntry } from './parseEnvFile.js';
export { protectorKinds, type ProtectorKind } from './protectors/protector.js';
export type { RekeyRequest, RekeyResult } from './rekeyVault.js';
export { checkSecretName, isSecretName } from './secretName.js';
export { checkSecretValue, maxValueBytes } from './secretValue.js';
export type { VaultUpdate } from './updateVault.js';
export type {
  ImportResult,
  SecretInput,
  SecretListItem,
  SecretValue,
  SecretValues,
  Vault,
  VaultLocation,
} from './vault.js';
export type { PassphrasePurpose } from './vaultContext.js';
export type { VaultStatus } from './vaultStatus.js';
export type { WriteFs } from './writePrivateFile.js';
