import { getConfigValue } from '@aim/config';
import { nearestName, printableJson } from '@aim/core';
import { Command, Option } from 'clipanion';
import { cliError } from '../../errors.js';
import type { CommandResult } from '../../result.js';
import { ConfigCommand } from './ConfigCommand.js';

export class ConfigGet extends ConfigCommand {
  static override paths = [['config', 'get']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Print one setting of the configuration in use',
    details: 'SETTING is a dotted path or a JSON pointer.',
    examples: [
      ['With dots', 'aim config get registry.capabilities.linting.primaryTool'],
      ['As a JSON pointer', 'aim config get /environment/versionPins/npm'],
    ],
  });

  readonly setting = Option.String({ name: 'SETTING' });

  async run(): Promise<CommandResult> {
    const { config } = this.settings();
    const value = getConfigValue(config, this.setting);
    if (value === undefined) {
      const nearest = nearestName(this.setting, Object.keys(config));
      throw cliError('SETTING_ABSENT', `Nothing sets ${this.setting}`, {
        hint: `${nearest === undefined ? '' : `Did you mean '${nearest}'? `}'aim config show' prints every setting.`,
      });
    }
    return {
      json: value,
      text: () => (typeof value === 'string' ? value : printableJson(JSON.stringify(value, null, 2))),
    };
  }
}
