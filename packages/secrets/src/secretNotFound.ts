import { displayText } from '@aim/core';
import { secretsError } from './errors.js';
import type { VaultSession } from './vaultSession.js';

export function secretNotFound({ context }: VaultSession, name: string): Error {
  const shown = displayText(name.slice(0, 80));
  return secretsError(
    'SECRETS_NOT_FOUND',
    `The vault ${context.paths.vault} holds no secret named ${shown}.`,
    {
      hint: 'See what it holds: aim secrets list',
    },
  );
}
