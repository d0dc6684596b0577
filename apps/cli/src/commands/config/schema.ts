import { configSchema } from '@aim/config';
import { Command } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class ConfigSchema extends AimCommand {
  static override paths = [['config', 'schema']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Print the JSON Schema of aim_config.json',
    examples: [['For an editor', 'aim config schema > aim_config.schema.json']],
  });

  async run(): Promise<CommandResult> {
    const schema = await configSchema();
    return { json: schema, text: () => JSON.stringify(schema, null, 2) };
  }
}
