import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const secretsErrorTable = {
  SECRETS_LOCKED: {
    exit: 'permission',
    about:
      'The vault key is known to exist but is not handed out: the keychain is locked or no passphrase was given.',
  },
  SECRETS_WRONG_PASSPHRASE: { exit: 'permission', about: 'The passphrase does not open the vault key.' },
  SECRETS_TAMPERED: {
    exit: 'permission',
    about:
      'The vault, its key or its metadata is damaged or was changed by someone without the key. Nothing is overwritten.',
  },
  SECRETS_VAULT_MISSING: {
    exit: 'permission',
    about: 'The vault file is gone although its metadata records secrets. Nothing is overwritten.',
  },
  SECRETS_UNSAFE_FILE: {
    exit: 'permission',
    about: 'A vault file is a symbolic link, belongs to someone else, or can be reached by other users.',
  },
  SECRETS_KEYCHAIN_UNAVAILABLE: {
    exit: 'permission',
    about: 'The operating system keychain cannot be used: absent, mute, crashing or refusing.',
  },
  SECRETS_NO_PROTECTOR: {
    exit: 'permission',
    about: 'There is no vault yet, so there is no key to open or to change.',
  },
  SECRETS_NEWER_FORMAT: {
    exit: 'config',
    about: 'The vault or its metadata was written by a newer version.',
  },
  SECRETS_NOT_FOUND: { exit: 'input', about: 'The vault holds no secret of that name.' },
  SECRETS_INVALID_NAME: {
    exit: 'input',
    about: 'The name is not an environment variable name, or would steer programs.',
  },
  SECRETS_INVALID_VALUE: {
    exit: 'input',
    about:
      'The value is too long or cannot be an environment variable, or a `.env` file has too many blanks in a row.',
  },
  SECRETS_FORMAT: { exit: 'input', about: 'A value cannot be written in the chosen export format.' },
  SECRETS_LEGACY_VAULT: {
    exit: 'input',
    about: 'A vault file of the older systems cannot be read or changed, or is not one.',
  },
  SECRETS_POWERSHELL: {
    exit: 'dependency',
    about: 'PowerShell, which opens what Windows protects, is not there or failed.',
  },
  SECRETS_WRITE_FAILED: {
    exit: 'general',
    about: 'A vault file read back differently from what was written.',
  },
} as const;

export const secretsError = defineErrors(secretsErrorTable);
