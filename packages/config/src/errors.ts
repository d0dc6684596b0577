import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const configErrorTable = {
  CONFIG_NOT_FOUND: { exit: 'config', about: 'The configuration file that was asked for is not there.' },
  CONFIG_UNREADABLE: { exit: 'config', about: 'A configuration file cannot be read, or is not UTF-8 text.' },
  CONFIG_TOO_LARGE: {
    exit: 'config',
    about: 'A configuration file is larger than 5 MB or nested deeper than 64.',
  },
  CONFIG_SYNTAX: { exit: 'config', about: 'A configuration file is not well-formed JSON (or YAML).' },
  CONFIG_INVALID: {
    exit: 'config',
    about: 'A setting has a value it cannot have; `details.issues` lists all.',
  },
  CONFIG_TOO_NEW: { exit: 'config', about: 'The file is of a format that only a newer release understands.' },
  CONFIG_ENVIRONMENT: { exit: 'config', about: 'An AIM_ environment variable has a value it cannot have.' },
  CONFIG_REGISTRY_NOT_FOUND: { exit: 'config', about: 'AIM_REGISTRY_PATH names a folder that is not there.' },
  CONFIG_EXISTS: { exit: 'input', about: 'A configuration file is already there and is not overwritten.' },
  CONFIG_SETTING_PATH: { exit: 'input', about: 'The name of a setting cannot be understood.' },
  CONFIG_TRUST_STORE: { exit: 'config', about: 'The list of trusted configuration files cannot be read.' },
  MIGRATION_SHAPE: { exit: 'config', about: 'A file is of no kind that `config migrate` knows.' },
  MIGRATION_TARGET: {
    exit: 'input',
    about: 'The file to migrate into is there already and is no `aim_config.json`.',
  },
  MIGRATION_TARGET_CHANGED: {
    exit: 'general',
    about: 'The migrated file was changed by something else in between; nothing is written.',
  },
  MIGRATION_UNPROVEN: {
    exit: 'general',
    about: 'The migrated file did not read back as planned; the previous one was put back.',
  },
  MIGRATION_RECORD: { exit: 'general', about: 'The record of a migration, or its backup, is damaged.' },
  MIGRATION_NOT_FOUND: { exit: 'input', about: 'There is no migration of that id.' },
} as const;

export const configError = defineErrors(configErrorTable);
