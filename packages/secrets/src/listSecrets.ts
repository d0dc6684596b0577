import { existsSync } from 'node:fs';
import type { SecretListItem } from './vault.js';
import type { VaultContext } from './vaultContext.js';
import { readMetadata } from './vaultSession.js';

/** Names and dates from the metadata file, sorted by name; unlocks nothing. */
export function listSecrets(context: VaultContext): readonly SecretListItem[] {
  const stored = existsSync(context.paths.vault);
  return [...readMetadata(context).secrets]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { description, created_at, updated_at }]) => ({
      key,
      description,
      created_at,
      updated_at: updated_at ?? null,
      exists: stored && updated_at !== undefined,
    }));
}
