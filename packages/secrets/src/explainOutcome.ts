import { displayText } from '@aim/core';
import type { KeychainOutcome } from './keychainProcess.js';

/** Why the keychain did not do what it was asked, as half a sentence. */
export function explainOutcome(outcome: Exclude<KeychainOutcome, { outcome: 'ok' }>): string {
  switch (outcome.outcome) {
    case 'missing':
      return 'the keytar module is not installed';
    case 'unloadable':
      return `the keytar module cannot be loaded: ${displayText(outcome.message)}`;
    case 'rejected':
      return `it refused: ${displayText(outcome.message)}`;
    case 'crashed':
      return `keytar crashed (${outcome.signal ?? `exit code ${outcome.exitCode}`})`;
    case 'silent':
      return `it did not answer within ${outcome.deadlineMs} ms`;
    case 'garbage':
      return 'keytar answered with something else than JSON';
    default:
      return 'its helper process could not be started';
  }
}
