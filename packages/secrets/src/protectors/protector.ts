import type { X25519Identity } from '../age/x25519Keys.js';

export const protectorKinds = ['keychain', 'passphrase', 'file'] as const;

/** What keeps the identity that opens the vault. */
export type ProtectorKind = (typeof protectorKinds)[number];

export interface Protector {
  readonly kind: ProtectorKind;
  /** Where the identity is, for people: a path or a keychain entry. */
  readonly location: string;
  /** Asks for whatever `store` will need, so that nobody waits for a prompt while a lock is held. */
  prepare(): Promise<void>;
  /**
   * The identities kept there, the current one first; `undefined` when it hands out none.
   *
   * @throws AimError SECRETS_LOCKED, SECRETS_WRONG_PASSPHRASE, SECRETS_KEYCHAIN_UNAVAILABLE, SECRETS_UNSAFE_FILE,
   * or SECRETS_TAMPERED when what is kept is no identity.
   */
  find(): Promise<readonly X25519Identity[] | undefined>;
  /** Keeps these identities, the current one first. */
  store(identities: readonly X25519Identity[]): Promise<void>;
  /** Gives them up; a keychain entry stays, since several vaults may share it. */
  remove(): Promise<void>;
  /** The error for a vault that is there while its identity is not. */
  missing(): Error;
}
