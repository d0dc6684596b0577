import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const environmentErrorTable = {
  SHIM_FOLDER: {
    exit: 'config',
    about: 'The folder of the shims or a source of them is not an absolute path.',
  },
  SHIM_TEXT: { exit: 'input', about: 'A variable of the shims cannot be written in a batch file.' },
  SHIM_WRITE_FAILED: { exit: 'permission', about: 'The folder of the shims or a shim cannot be changed.' },
  PROFILE_CHANGED: {
    exit: 'general',
    about: 'A profile was changed by someone else since the plan was made.',
  },
  PROFILE_DAMAGED: {
    exit: 'config',
    about: 'A marked block lacks one of its two markers, so that its extent is unknown. Nothing was written.',
  },
  PROFILE_READ_ONLY: { exit: 'permission', about: 'A profile is read-only. Nothing was written.' },
  PROFILE_REGISTRY: {
    exit: 'command',
    about: "The user's environment in the Windows registry is out of reach.",
  },
  PROFILE_UNREADABLE: { exit: 'general', about: 'A profile is no readable text file.' },
  PROFILE_VALUE: { exit: 'input', about: 'A variable or a folder of PATH cannot be written in a profile.' },
  SCHEDULE_COMMAND: { exit: 'input', about: 'A job cannot be written in the way its scheduler needs.' },
  SCHEDULE_FAILED: { exit: 'command', about: "The scheduler's program failed." },
  SCHEDULE_UNAVAILABLE: { exit: 'dependency', about: 'The machine has no scheduler that a user can use.' },
  LOG_PATH: { exit: 'config', about: 'The path of a log file is not absolute.' },
  ALERT_URL: { exit: 'config', about: 'The URL of the webhook is not an http or https URL.' },
  DIAGNOSTICS_UNSAFE: {
    exit: 'general',
    about: 'A secret value looks like JSON itself, so that no bundle can be made without it.',
  },
} as const;

export const environmentError = defineErrors(environmentErrorTable);
