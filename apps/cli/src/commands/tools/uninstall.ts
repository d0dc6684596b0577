import { managerNamed } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { PackageCommand } from '../../packages/PackageCommand.js';
import type { CommandResult } from '../../result.js';

export class ToolsUninstall extends PackageCommand {
  static override paths = [['tools', 'uninstall']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'Remove tools that aim installed',
    details:
      "What the user's own package managers installed is left alone. 'aim tools rollback' brings a removed tool back.",
    examples: [['One tool', 'aim tools uninstall prettier']],
  });

  readonly manager = Option.String('--manager', { description: 'The package manager that installed it' });
  readonly names = Option.Rest({ name: 'NAME', required: 1 });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const services = this.services(settings);
    const { planRemoval } = await import('../../packages/planning.js');
    const manager = this.manager === undefined ? undefined : managerNamed(this.manager, '--manager');
    const plan = await planRemoval(settings, services, {
      names: this.names,
      ...(manager !== undefined && { manager }),
    });
    return this.carryOut(settings, plan);
  }
}
