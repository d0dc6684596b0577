import type { VaultContext } from '../vaultContext.js';
import { fileProtector } from './fileProtector.js';
import { keychainProtector } from './keychainProtector.js';
import { passphraseProtector } from './passphraseProtector.js';
import type { Protector, ProtectorKind } from './protector.js';

const makers: Readonly<Record<ProtectorKind, (context: VaultContext) => Protector>> = {
  keychain: keychainProtector,
  passphrase: passphraseProtector,
  file: fileProtector,
};

export function createProtector(kind: ProtectorKind, context: VaultContext): Protector {
  return makers[kind](context);
}
