import { defineErrors } from '@aim/core';

/** Error codes raised by the package managers. */
export const managerErrorTable = {
  INSTALL_NAME_INVALID: {
    exit: 'input',
    about:
      'The text is no plain package name for this manager: it could be an option, a URL, a path or an alias.',
  },
  INSTALL_VERSION_INVALID: {
    exit: 'input',
    about: 'The text is no exact version in the notation of this manager.',
  },
  INSTALL_MANAGER_MISSING: { exit: 'dependency', about: 'The package manager itself is not on PATH.' },
  INSTALL_PACKAGE_NOT_FOUND: { exit: 'input', about: 'The registry has no package of this name.' },
  INSTALL_VERSION_NOT_FOUND: {
    exit: 'input',
    about: 'The package exists, but not this version of it, or not for this machine.',
  },
  INSTALL_INDEX_AMBIGUOUS: {
    exit: 'permission',
    about:
      'More than one of the configured indexes has the package, so that one could stand in for the other.',
  },
  INSTALL_INTEGRITY: {
    exit: 'permission',
    about: 'What was downloaded has not the hash that the registry or the lock gives for it.',
  },
  INSTALL_NETWORK: {
    exit: 'command',
    about: 'The registry could not be reached, refused the request or answered nonsense.',
  },
  INSTALL_TIMEOUT: {
    exit: 'timeout',
    about: 'The package manager or the registry took too long and was ended.',
  },
  INSTALL_ABORTED: {
    exit: 'interrupted',
    about: 'The call was cancelled; its whole process tree was ended.',
  },
  INSTALL_DISK_FULL: { exit: 'general', about: 'The disk or the quota is full.' },
  INSTALL_PERMISSION: {
    exit: 'permission',
    about: 'The package manager may not write where it has to, or needs more rights.',
  },
  INSTALL_BUSY: {
    exit: 'timeout',
    about: 'Another installation is running on this machine and did not end in time.',
  },
  INSTALL_LISTING_FAILED: {
    exit: 'command',
    about: 'The package manager could not say what it has installed.',
  },
  INSTALL_FAILED: { exit: 'command', about: 'The package manager failed for a reason of its own.' },
} as const;

export type ManagerErrorCode = keyof typeof managerErrorTable;

export const managerError = defineErrors(managerErrorTable);
