import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const healthErrorTable = {
  HEALTH_UNKNOWN_CHECK: { exit: 'input', about: 'A check that does not exist was asked for or skipped.' },
} as const;

export const healthError = defineErrors(healthErrorTable);
