import { displayText } from '@aim/core';
import { rotateAuditOf } from '@aim/runtime';
import { Command } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class AuditRotate extends AimCommand {
  static override paths = [['audit', 'rotate']];
  static override usage = Command.Usage({
    category: 'Audit',
    description: 'Begin a new log file; the chain goes on in it',
    details:
      "The file set aside stays part of the trail. 'aim audit prune' removes those that are old enough.",
    examples: [['Every month, from a scheduler', 'aim audit rotate']],
  });

  async run(): Promise<CommandResult> {
    const { rotated, firstSeq } = await rotateAuditOf(this.settings());
    return {
      json: { rotated, first_seq: firstSeq },
      text: () =>
        rotated === null ? 'The log is empty: nothing to rotate' : displayText(`Set aside as ${rotated}`),
    };
  }
}
