import type { RunRequest } from '@aim/core';
import { execError } from './errors.js';

/**
 * @throws AimError EXEC_INVALID_ARGUMENT when the time limit is no positive number or the output limit is no whole one
 */
export function checkLimits({
  timeoutMs,
  maxOutputBytes = 0,
}: Pick<RunRequest, 'timeoutMs' | 'maxOutputBytes'>): void {
  if (!(timeoutMs > 0)) {
    throw execError(
      'EXEC_INVALID_ARGUMENT',
      `The time limit of a run must be above 0 ms; it is ${timeoutMs}.`,
      {
        hint: 'Set timeout_ms to the number of milliseconds the program may take.',
      },
    );
  }
  if (!Number.isSafeInteger(maxOutputBytes) || maxOutputBytes < 0) {
    throw execError('EXEC_INVALID_ARGUMENT', `The output limit of a run must be a whole number of bytes.`, {
      hint: 'Leave it out to keep the last 8 MiB.',
    });
  }
}
