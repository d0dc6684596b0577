import { initConfig } from '@aim/config';
import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { ConfigCommand } from './ConfigCommand.js';

export class ConfigInit extends ConfigCommand {
  static override paths = [['config', 'init']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Create an aim_config.json that changes nothing yet',
    details:
      'Your own file, or with --project one in the current folder. A file that is there is never overwritten.',
    examples: [['For this project', 'aim config init --project']],
  });

  readonly project = Option.Boolean('--project', false, { description: 'Create it in the current folder' });

  async run(): Promise<CommandResult> {
    const { cwd, path } = this.configContext();
    const file = this.project ? path.join(cwd, 'aim_config.json') : this.userFile();
    const record = this.changeLog();
    initConfig({ file, scope: this.project ? 'project' : 'user' });
    await record('Configuration file created', { file });
    return { json: { file, created: true }, text: () => `Created ${file}` };
  }
}
