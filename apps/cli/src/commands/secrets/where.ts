import { Command } from 'clipanion';
import { renderFacts } from '../../render/facts.js';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsWhere extends SecretsCommand {
  static override paths = [['secrets', 'where']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Show where the secrets are kept, what protects them, and why',
    examples: [['Which protector is in use', 'aim secrets where']],
  });

  async run(): Promise<CommandResult> {
    const where = this.openVault().where();
    return { json: where, text: (style) => renderFacts(where, style) };
  }
}
