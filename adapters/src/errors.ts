import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const adaptersErrorTable = {
  ADAPTER_REQUEST_INVALID: {
    exit: 'input',
    about: 'The text an adapter was given is not one request of the adapter contract.',
  },
  ADAPTER_PAYLOAD_INVALID: {
    exit: 'input',
    about: 'The payload lacks something the tool needs, or names a file the tool cannot work on.',
  },
  ADAPTER_PROJECT_UNTRUSTED: {
    exit: 'permission',
    about:
      "The tool would obey the project's own settings, which may start programs or redirect the tool's keys.",
  },
} as const;

export const adaptersError = defineErrors(adaptersErrorTable);
