import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const orchestratorErrorTable = {
  NX_OPTIONS_INVALID: {
    exit: 'config',
    about: 'The options of the Nx plugin in nx.json are not what they should be.',
  },
  PLUGIN_CLOSED: { exit: 'general', about: 'A plugin was used after it had been closed.' },
  PREFLIGHT_FAILED: {
    exit: 'findings',
    about: 'A health check failed before the work was started; the report is in the details.',
  },
  TASK_COMMAND_NOT_FOUND: {
    exit: 'dependency',
    about: 'The command of a task is not in PATH, or is not an executable file.',
  },
  TASK_SECRET_MISSING: {
    exit: 'input',
    about: 'A declared secret is neither in the vault nor in the environment.',
  },
} as const;

export const orchestratorError = defineErrors(orchestratorErrorTable);
