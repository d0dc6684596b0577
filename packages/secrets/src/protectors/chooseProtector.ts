import { secretsError } from '../errors.js';
import type { VaultContext } from '../vaultContext.js';
import type { ProtectorKind } from './protector.js';

export interface ProtectorChoice {
  readonly kind: ProtectorKind;
  /** Why this one, for `where` and the metadata. */
  readonly reason: string;
}

/**
 * Decides what will protect a new vault key. `auto` is the keychain if a canary goes in and out of it, else a key
 * file, which is announced.
 *
 * @throws AimError SECRETS_KEYCHAIN_UNAVAILABLE when the keychain was asked for by name.
 */
export async function chooseProtector(
  wanted: ProtectorKind | 'auto',
  { keychain, paths, notice }: VaultContext,
): Promise<ProtectorChoice> {
  if (wanted === 'file' || wanted === 'passphrase')
    return { kind: wanted, reason: 'chosen by configuration' };
  const problem = await keychain.probe();
  if (problem === undefined) {
    const reason = wanted === 'auto' ? 'the OS keychain is available' : 'chosen by configuration';
    return { kind: 'keychain', reason };
  }
  if (wanted === 'keychain') {
    throw secretsError('SECRETS_KEYCHAIN_UNAVAILABLE', `The OS keychain cannot be used: ${problem}.`, {
      hint: 'Unlock or install it, or choose the protector "passphrase" or "file".',
      details: { reason: problem },
    });
  }
  notice(`keychain not available (${problem}): the vault key is kept in ${paths.identity}`);
  return { kind: 'file', reason: `keychain not available: ${problem}` };
}
