import { Command } from 'clipanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class EnvRemove extends OperationCommand {
  static override paths = [['env', 'remove']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Take out of all profiles what was put there',
    details:
      'Removes the marked blocks, whatever shell they are of. A profile that was made for a block goes with it.',
    examples: [['Take it back', 'aim env remove']],
  });

  async run(): Promise<CommandResult> {
    const { removeVariables } = await import('../../operations/variables.js');
    return removeVariables(this.settings(), this.isDryRun);
  }
}
