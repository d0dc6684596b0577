export { secretsErrorTable } from './errors.js';
export { formatSecrets, secretFormats, type SecretFormat } from './formatSecrets.js';
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
