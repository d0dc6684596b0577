import { AimError, systemErrorCode } from '@aim/core';
import { managerError } from '../managers/managerErrors.js';
import { storeError } from '../store/storeError.js';

/**
 * A failure of whatever kind as one that can be told; `path` is what the file system was asked about, where the failure
 * itself does not name a path.
 */
export function asAimError(error: unknown, path: string): AimError {
  if (error instanceof AimError) return error;
  if (systemErrorCode(error) !== 'UNKNOWN') return storeError(pathOf(error) ?? path, error);
  const kind = error instanceof Error ? error.name : typeof error;
  return managerError(
    'INSTALL_FAILED',
    `The installation failed for a reason that was not foreseen (${kind}).`,
    {
      hint: 'Run it again with --verbose, and report it if it stays.',
      cause: error,
    },
  );
}

function pathOf(error: unknown): string | undefined {
  const named = error instanceof Error && 'path' in error ? error.path : undefined;
  return typeof named === 'string' ? named : undefined;
}
