import { trustConfig, untrustConfig } from '@aim/config';
import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { ConfigCommand } from './ConfigCommand.js';

export class ConfigTrust extends ConfigCommand {
  static override paths = [['config', 'trust']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: "Let a project's configuration start programs and name secrets",
    details:
      'Read the file first: it decides which programs run with your keys. Trust holds for the content as it is now, with the adapter scripts it names; a change needs new trust. Without FILE, the configuration of the current project.',
    examples: [
      ['Trust this project', 'aim config trust'],
      ['Take it back', 'aim config trust --remove'],
    ],
  });

  readonly remove = Option.Boolean('--remove', false, { description: 'Trust it no longer' });
  readonly file = Option.String({ name: 'FILE', required: false });

  async run(): Promise<CommandResult> {
    const record = this.changeLog();
    const target = {
      ...this.configContext(),
      configFile: '',
      ...(this.file === undefined ? {} : { file: this.file }),
    };
    const { configFile: _, ...options } = target;
    if (this.remove) {
      const removed = await untrustConfig(options);
      await record('Trust taken back', { file: this.file ?? this.projectFile(), removed });
      return { json: { removed }, text: () => (removed ? 'No longer trusted' : 'It was not trusted') };
    }
    const trusted = await trustConfig(options);
    await record('Configuration trusted', { ...trusted });
    return { json: trusted, text: () => `Trusted ${trusted.file}` };
  }
}
