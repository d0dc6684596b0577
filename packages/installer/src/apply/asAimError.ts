import { AimError, systemErrorCode } from '@aim/core';
import { managerError } from '../managers/managerErrors.js';
import { storeError } from '../store/storeError.js';

/** A failure of whatever kind as one that can be told; `path` is what the file system was asked about. */
export function asAimError(error: unknown, path: string): AimError {
  if (error instanceof AimError) return error;
  if (systemErrorCode(error) !== 'UNKNOWN') return storeError(path, error);
  const kind = error instanceof Error ? error.name : typeof error;
  return managerError(
    'INSTALL_FAILED',
    `The installation failed for a reason that was not foreseen (${kind}).`,
    {
      hint: 'Run it again with --debug, and report it if it stays.',
      cause: error,
    },
  );
}
