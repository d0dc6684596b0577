import { Command } from 'clipanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class ShimsRebuild extends OperationCommand {
  static override paths = [['shims', 'rebuild']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Write one shim for each command, into one folder',
    details:
      'The commands are those of `environment.masterBin.sources`, else what `aim` installed; the first folder that has a name wins. With `environment.centralCache`, each shim points the caches of its command there. A file of yours that is in the way stays.',
    examples: [
      ['See what would be written', 'aim shims rebuild --dry-run'],
      ['Do it', 'aim shims rebuild'],
    ],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const off = this.switchedOff(settings);
    if (off !== undefined) return off;
    const { rebuildShims } = await import('../../operations/shims.js');
    return rebuildShims(settings, this.isDryRun);
  }
}
