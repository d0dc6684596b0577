import { lstatSync, readFileSync } from 'node:fs';
import { atomicWrite, type AtomicWriteOptions } from '@aim/core';
import { secretsError } from './errors.js';

/** The file system calls a write is made of; see `atomicWrite` of `@aim/core`. */
export type WriteFs = NonNullable<AtomicWriteOptions['fs']>;

/**
 * Replaces a file (mode 0600) as a whole and reads it back. A symbolic link is replaced by nothing: it is refused.
 *
 * @throws AimError WRITE_FAILED of `@aim/core` with the old content kept, SECRETS_UNSAFE_FILE for a link,
 * SECRETS_WRITE_FAILED when the disk gives back other bytes than it was given.
 */
export function writePrivateFile(path: string, data: Uint8Array, fs: WriteFs | undefined): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw secretsError('SECRETS_UNSAFE_FILE', `${path} is a symbolic link.`, {
      hint: 'Put the file itself there, or point the vault path at where it really is.',
    });
  }
  atomicWrite(path, data, { mode: 0o600, ...(fs && { fs }) });
  if (!readFileSync(path).equals(data)) {
    throw secretsError('SECRETS_WRITE_FAILED', `${path} reads back differently from what was written.`, {
      hint: 'Check the disk, then restore the file from its .bak.',
    });
  }
}
