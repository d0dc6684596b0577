import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const runtimeErrorTable = {
  ADAPTER_UNKNOWN: { exit: 'input', about: 'A built-in adapter was named that does not exist.' },
  ADAPTER_TOOL_MISSING: {
    exit: 'dependency',
    about: 'The tool that a stand-alone adapter starts is not installed.',
  },
  ALERTS_NO_CHANNEL: { exit: 'config', about: 'Alerts are wanted and none of their channels is set up.' },
  ALERTS_NO_ROOT: { exit: 'config', about: 'Alerts are wanted and there is no folder to watch.' },
  AUDIT_KEY_UNUSABLE: {
    exit: 'permission',
    about:
      'The key that signs the audit log is damaged, cannot be read or made, or is missing while there is a log.',
  },
  BRIDGE_FILE_INVALID: {
    exit: 'config',
    about: "A file of the older systems' registry folder cannot be read or is not a JSON object.",
  },
  BRIDGE_FILE_MISSING: {
    exit: 'config',
    about: "The older systems' registry folder, or a file of it, is not where it should be.",
  },
  ENVIRONMENT_REFUSED: {
    exit: 'input',
    about: 'A configuration sets an environment variable that would steer the programs it is given to.',
  },
  COMMAND_NOT_FOUND: {
    exit: 'dependency',
    about: 'The command to run is not in PATH, or is not an executable file.',
  },
  LOCK_IS_LINK: {
    exit: 'permission',
    about:
      'The lock of a project that is not trusted is a symbolic link, or became one, and so may be any other file.',
  },
  PACKAGE_MANAGER_UNKNOWN: { exit: 'input', about: 'A package manager was named that there is none of.' },
  PACKAGE_NOT_INSTALLED: {
    exit: 'input',
    about: 'A package was to be removed that was not installed by this program.',
  },
  PACKAGE_UNKNOWN: {
    exit: 'input',
    about:
      'A package or tool was named that the configuration does not know, and no package manager with it.',
  },
  REPORT_NOT_WRITTEN: {
    exit: 'general',
    about: 'The report of a scan could not be written to the reports folder.',
  },
  RUN_NESTED: {
    exit: 'input',
    about: 'A command was to be run with secrets inside another such run, whose secrets it would get too.',
  },
  SECRET_MISSING: { exit: 'input', about: 'A secret was asked for that the vault does not hold.' },
  TOOL_UNKNOWN: { exit: 'input', about: 'A tool was named that the configuration does not have.' },
} as const;

export const runtimeError = defineErrors(runtimeErrorTable);
