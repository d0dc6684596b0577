import { Command } from 'clipanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class ShimsClean extends OperationCommand {
  static override paths = [['shims', 'clean']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Remove the shims',
    details: 'Removes the files that `aim shims rebuild` wrote and nothing else.',
    examples: [['Remove them all', 'aim shims clean']],
  });

  async run(): Promise<CommandResult> {
    const { cleanShims } = await import('../../operations/shims.js');
    return cleanShims(this.settings(), this.isDryRun);
  }
}
