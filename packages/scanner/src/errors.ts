import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const scannerErrorTable = {
  SCAN_CENTRAL_MISSING: {
    exit: 'config',
    about: 'Caches are to be centralised, but no central folder is configured.',
  },
  SCAN_JOURNAL_UNREADABLE: { exit: 'permission', about: 'The journal of a fix cannot be read or written.' },
  SCAN_PATTERN_INVALID: { exit: 'config', about: 'A cache pattern would match too much or names no file.' },
  SCAN_PLAN_INVALID: {
    exit: 'input',
    about: 'The document given to `scan fix` is not one that a scan wrote.',
  },
  SCAN_REFLINK_UNSUPPORTED: {
    exit: 'notImplemented',
    about: 'The file system cannot share blocks between files; nothing was changed.',
  },
  SCAN_ROOT_MISSING: {
    exit: 'input',
    about: 'A directory or file to scan does not exist or is of another kind.',
  },
  SCAN_RUN_UNKNOWN: { exit: 'input', about: 'There is no fix of this name, or none that can be undone.' },
  SCAN_WATCH_LIMIT: {
    exit: 'general',
    about: 'The system allows no further file watches, and polling was not allowed.',
  },
  SCAN_WORKER_FAILED: { exit: 'general', about: 'A thread of a scan ended before its work was done.' },
} as const;

export const scannerError = defineErrors(scannerErrorTable);
