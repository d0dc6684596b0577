import { AimError, systemErrorCode } from '@aim/core';
import { installerError } from '../errors.js';

/** Wraps a failure of the file system; an AimError stays what it is. */
export function storeError(path: string, cause: unknown): AimError {
  if (cause instanceof AimError) return cause;
  const code = systemErrorCode(cause);
  if (code === 'UNKNOWN') throw cause;
  return installerError('INSTALL_STORE_FAILED', `Cannot use ${path}: ${code}.`, {
    hint:
      code === 'ENOSPC' || code === 'EDQUOT'
        ? 'The disk or your quota is full: free some space, then run the command again.'
        : 'Check the disk and that the directory is writable for you, then run the command again.',
    cause,
    details: { path, code },
  });
}

/** Runs a step on the file system, whose failure is told as one of `path`. */
export function atPath<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw storeError(path, error);
  }
}
