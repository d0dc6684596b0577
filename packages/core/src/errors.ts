import { defineErrors } from './AimError.js';

/** Error codes raised by this package. */
export const coreErrorTable = {
  LOCK_BUSY: {
    exit: 'timeout',
    about: 'Another process holds the lock longer than the caller is willing to wait.',
  },
  LOCK_FAILED: { exit: 'general', about: 'The lock directory cannot be created, read or written.' },
  WRITE_FAILED: {
    exit: 'general',
    about:
      'A file could not be written; it holds its previous content or, if only the last sync failed, the new one.',
  },
} as const;

export const coreError = defineErrors(coreErrorTable);
