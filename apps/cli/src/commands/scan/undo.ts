import { exitCodes } from '@aim/core';
import { openAudit } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class ScanUndo extends AimCommand {
  static override paths = [['scan', 'undo']];
  static override usage = Command.Usage({
    category: 'Scan',
    description: 'Take back what a fix, a clean or a watch did',
    details:
      'RUN is the name that was printed; without it, the last one that can be taken back. Content, mode and time are as they were, also after a crash in the middle. What was changed since is left alone and named; then the exit code is 1.',
    examples: [['The last one', 'aim scan undo']],
  });

  readonly name = Option.String({ name: 'RUN', required: false });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const { readablePaths, renderUndo, undoFindings } = await import('../../scan/fixing.js');
    const result = await undoFindings(settings, this.name ?? 'last', openAudit(settings).append);
    return {
      json: readablePaths(result),
      text: () => renderUndo(result, this.verbose),
      exitCode: result.changed + result.failed > 0 ? exitCodes.general : exitCodes.ok,
    };
  }
}
