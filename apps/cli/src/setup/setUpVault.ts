import { displayText } from '@aim/core';
import { missingSecrets, openAudit, type Settings } from '@aim/runtime';
import type { Terminal } from '../context.js';
import { openVaultFor } from '../openVaultFor.js';
import type { CommandResult } from '../result.js';

export interface VaultSetup {
  readonly terminal: Terminal;
  readonly notice: (message: string) => void;
  readonly dryRun: boolean;
}

/** Makes the vault where there is none, and names the tools that have no key yet. */
export async function setUpVault(
  settings: Settings,
  { terminal, notice, dryRun }: VaultSetup,
): Promise<CommandResult> {
  const vault = openVaultFor(settings, { terminal, notice, audit: openAudit(settings).append });
  const { exists } = await vault.status();
  if (!exists && !dryRun) await vault.create();
  const { path, protector } = await vault.status();
  const missing = missingSecrets(settings);
  const state = exists ? 'kept' : dryRun ? 'would be created' : 'created';
  return {
    json: { path, protector, status: state.replaceAll(' ', '_'), missing },
    text: ({ colors }) =>
      [
        `${colors.green('✓')} Vault ${state}: ${displayText(path)}${protector === null ? '' : ` (${protector})`}`,
        ...missing.map(
          ({ tool, names }) =>
            `${colors.yellow('!')} ${displayText(tool)} has no key yet: aim secrets set ${displayText(names.join(' or '))}`,
        ),
      ].join('\n'),
  };
}
