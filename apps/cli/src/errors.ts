import { defineErrors } from '@aim/core';

/** Error codes raised by the command line itself. */
export const cliErrorTable = {
  USAGE: {
    exit: 'input',
    about: 'The command line has an unknown command or option, or too few or too many words.',
  },
  INPUT_UNREADABLE: { exit: 'input', about: 'A file or value given on the command line cannot be used.' },
  SECRET_MISSING: { exit: 'input', about: 'A secret was asked for that the vault does not hold.' },
  COMMAND_NOT_STARTED: {
    exit: 'command',
    about: 'The command to run is there, but the system could not start it.',
  },
  OUTPUT_FAILED: {
    exit: 'general',
    about: 'What the command printed could not be written, because of a full disk for example.',
  },
  SETTING_ABSENT: {
    exit: 'input',
    about: 'A setting was asked for that no layer of the configuration sets.',
  },
  NO_TERMINAL: { exit: 'input', about: 'A question had to be asked and there is no terminal to ask on.' },
  CANCELLED: { exit: 'interrupted', about: 'A question was left without an answer, with Ctrl-C or Escape.' },
  STOPPED: { exit: 'interrupted', about: 'A signal ended the command.' },
  REFUSED: { exit: 'input', about: 'A step that needs consent did not get it.' },
} as const;

export const cliError = defineErrors(cliErrorTable);
