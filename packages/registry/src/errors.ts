import { defineErrors } from '@aim/core';

/** Error codes raised by this package. A tool's failure is a result, not an error. */
export const registryErrorTable = {
  REGISTRY_DISABLED: { exit: 'general', about: 'Routing is switched off by `registry.enabled: false`.' },
  INVOCATION_QUEUE_BUSY: {
    exit: 'timeout',
    about: 'Other invocations in the same working tree did not end within the time this one may wait.',
  },
} as const;

export const registryError = defineErrors(registryErrorTable);
