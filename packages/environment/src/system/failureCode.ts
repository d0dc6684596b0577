import { AimError, systemErrorCode } from '@aim/core';

/** The system's name of a failure, also where the error is one of ours about it. */
export function failureCode(error: unknown): string {
  const code = error instanceof AimError ? error.details?.code : undefined;
  return typeof code === 'string' ? code : systemErrorCode(error);
}
