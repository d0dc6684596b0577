import { initConfig, writeConfigValue } from '@aim/config';
import { existsSync } from 'node:fs';
import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { ConfigCommand } from './ConfigCommand.js';

export class ConfigSet extends ConfigCommand {
  static override paths = [['config', 'set']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Change one setting of your own file, or of the project with --project',
    details:
      'VALUE is read as JSON where it is JSON, else as text. Comments, layout and unknown keys stay. The file is replaced only if the result is valid.',
    examples: [
      ['A number', 'aim config set registry.capabilities.linting.timeout_ms 20000'],
      ['A list', `aim config set environment.healthChecks.requiredCommands '["git","node","pipx"]'`],
    ],
  });

  readonly project = Option.Boolean('--project', false, { description: "Change the project's file" });
  readonly setting = Option.String({ name: 'SETTING' });
  readonly value = Option.String({ name: 'VALUE' });

  async run(): Promise<CommandResult> {
    const file = this.project ? this.projectFile() : this.userFile();
    const record = this.changeLog();
    if (!existsSync(file)) initConfig({ file, scope: this.project ? 'project' : 'user' });
    const { stateDir } = this.configContext();
    const { issues } = await writeConfigValue({
      file,
      path: this.setting,
      value: parseValue(this.value),
      stateDir,
    });
    for (const { message, hint } of issues)
      this.notice(`warning: ${message}${hint === undefined ? '' : ` ${hint}`}`);
    await record('Setting changed', { file, setting: this.setting });
    return {
      json: { file, setting: this.setting, changed: true },
      text: () => `Set ${this.setting} in ${file}`,
    };
  }
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
