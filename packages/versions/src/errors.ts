import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const versionsErrorTable = {
  VERSION_PIN_INVALID: {
    exit: 'config',
    about: 'A pin is not one exact version; `details.issues` lists every such setting.',
  },
  VERSION_LOCK_INVALID: {
    exit: 'config',
    about: 'The lock file is not well-formed, holds merge conflicts, or has a value it cannot have.',
  },
  VERSION_LOCK_TOO_NEW: {
    exit: 'config',
    about: 'The lock file is of a format that only a newer release understands.',
  },
} as const;

export const versionsError = defineErrors(versionsErrorTable);
