import { defineErrors } from '@aim/core';

/** Error codes raised by the engine; those of the package managers are in a table of their own. */
export const installerErrorTable = {
  INSTALL_BROKEN: {
    exit: 'command',
    about:
      'A package was installed, but a command of it is missing, does not start or lies outside its directory.',
  },
  INSTALL_CONFLICT: {
    exit: 'input',
    about: 'One package is wanted in two versions, or is both wanted and to be removed.',
  },
  INSTALL_GENERATION_BROKEN: { exit: 'general', about: 'The record of a generation is damaged.' },
  INSTALL_GENERATION_INCOMPLETE: {
    exit: 'dependency',
    about: 'A package of the generation to return to is gone or does not start any more.',
  },
  INSTALL_GENERATION_UNKNOWN: { exit: 'input', about: 'There is no generation of that number to return to.' },
  INSTALL_JOURNAL_BROKEN: {
    exit: 'general',
    about: 'The journal of an interrupted installation is damaged.',
  },
  INSTALL_MANAGER_UNKNOWN: {
    exit: 'dependency',
    about: 'A plan or record names a manager that is not at hand.',
  },
  INSTALL_PENDING: {
    exit: 'dependency',
    about: 'An interrupted installation has to be completed or undone first.',
  },
  INSTALL_PLAN_OUTDATED: {
    exit: 'general',
    about: 'Another installation took place after the plan was made.',
  },
  INSTALL_STORE_FAILED: {
    exit: 'general',
    about: 'The directory of the tools could not be read or changed.',
  },
  INSTALL_UNDO_FAILED: {
    exit: 'command',
    about: 'After a failure a package could not be brought back to its previous version.',
  },
  INSTALL_VERSION_DIFFERS: {
    exit: 'command',
    about: 'The version that was installed is not the one that was asked for.',
  },
} as const;

export const installerError = defineErrors(installerErrorTable);
