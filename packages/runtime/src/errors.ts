import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const runtimeErrorTable = {
  AUDIT_KEY_UNUSABLE: { exit: 'permission', about: 'The key that signs the audit log is there but cannot be used.' },
  ENVIRONMENT_REFUSED: {
    exit: 'input',
    about: 'A configuration sets an environment variable that would steer the programs it is given to.',
  },
  TOOL_UNKNOWN: { exit: 'input', about: 'A tool was named that the configuration does not have.' },
} as const;

export const runtimeError = defineErrors(runtimeErrorTable);
