import { displayText } from '@aim/core';
import { Command } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsList extends SecretsCommand {
  static override paths = [['secrets', 'list']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'List the names of the stored secrets',
    details: 'Reads names and dates only; the vault stays locked.',
    examples: [['Only the names', "aim secrets list --json | jq -r '.[].key'"]],
  });

  async run(): Promise<CommandResult> {
    const secrets = this.openVault().list();
    return {
      json: secrets,
      text: async (style) => {
        if (secrets.length === 0) return "No secrets yet. 'aim secrets set NAME' stores one.";
        const { renderTable } = await import('../../render/table.js');
        const rows = secrets.map(({ key, description, updated_at }) => [
          key,
          displayText(description),
          updated_at ?? '',
        ]);
        return renderTable({ head: ['Name', 'Description', 'Changed'], rows }, style);
      },
    };
  }
}
