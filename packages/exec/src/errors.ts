import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const execErrorTable = {
  EXEC_INVALID_ARGUMENT: {
    exit: 'input',
    about:
      'An argument, variable, path or limit cannot be handed to a program: a NUL, a bad name, too long, out of range.',
  },
  EXEC_WORKING_DIRECTORY: { exit: 'input', about: 'The directory to run a program in does not exist.' },
  EXEC_NOT_RUNNABLE: {
    exit: 'dependency',
    about: 'Windows could start the file only through its command interpreter, which is never done.',
  },
} as const;

export const execError = defineErrors(execErrorTable);
