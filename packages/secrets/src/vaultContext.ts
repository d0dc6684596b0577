import type { AuditSink } from '@aim/core';
import type { Keychain } from './keychain.js';
import type { ProtectorKind } from './protectors/protector.js';
import type { VaultPaths } from './vaultPaths.js';
import type { WriteFs } from './writePrivateFile.js';

/** `create` asks for a new passphrase (worth a confirmation), `unlock` for the existing one. */
export type PassphrasePurpose = 'create' | 'unlock';

/** The effects and settings that every vault operation works with. */
export interface VaultContext {
  readonly paths: VaultPaths;
  readonly wanted: ProtectorKind | 'auto';
  readonly passphrase: ((purpose: PassphrasePurpose) => Promise<string>) | undefined;
  readonly keychain: Keychain;
  readonly audit: AuditSink;
  readonly notice: (message: string) => void;
  readonly clock: () => Date;
  readonly platform: NodeJS.Platform;
  readonly fs: WriteFs | undefined;
  /** log2 of scrypt's N for new encrypted identity files. */
  readonly workFactor: number;
}
