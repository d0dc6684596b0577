import type { AuditSink } from '@aim/core';
import { openVaultOf, type Settings } from '@aim/runtime';
import type { Vault } from '@aim/secrets';
import { askPassphrase } from './askPassphrase.js';
import type { Terminal } from './context.js';

export interface VaultUser {
  readonly terminal: Terminal;
  readonly audit: AuditSink;
  readonly notice: (message: string) => void;
}

/** The vault of a command, which asks on the command's terminal for a passphrase. */
export function openVaultFor(settings: Settings, { terminal, audit, notice }: VaultUser): Vault {
  return openVaultOf(settings, { audit, notice, passphrase: (purpose) => askPassphrase(terminal, purpose) });
}
