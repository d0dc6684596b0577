import { describeOrigins } from '@aim/config';
import { displayText, printableJson } from '@aim/core';
import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { ConfigCommand } from './ConfigCommand.js';

export class ConfigShow extends ConfigCommand {
  static override paths = [['config', 'show']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Show the configuration in use, all layers merged',
    examples: [
      ['As one document', 'aim config show'],
      ['Which layer set each value', 'aim config show --origin'],
    ],
  });

  readonly origin = Option.Boolean('--origin', false, {
    description: 'Say for each value which layer set it',
  });

  async run(): Promise<CommandResult> {
    const { config, loaded } = this.settings();
    if (!this.origin) return { json: config, text: () => printableJson(JSON.stringify(config, null, 2)) };
    const origins = describeOrigins(loaded);
    return {
      json: origins,
      text: async (style) => {
        const { renderTable } = await import('../../render/table.js');
        const rows = origins.map(({ pointer, value, layer, file }) =>
          [pointer, JSON.stringify(value), file ?? layer].map(displayText),
        );
        return renderTable({ head: ['Setting', 'Value', 'Set by'], rows }, style);
      },
    };
  }
}
