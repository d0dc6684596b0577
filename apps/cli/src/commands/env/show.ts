import { shellKinds } from '@aim/environment';
import { Command, Option } from 'clipanion';
import { isArray, isEnum } from 'typanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class EnvShow extends AimCommand {
  static override paths = [['env', 'show']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Show what your shells are to set, and where it stands',
    details:
      "The shells are bash, zsh, fish, sh and powershell; without --shell it is your own, on Windows the user's environment. Changes nothing.",
    examples: [['Is it applied?', 'aim env show']],
  });

  readonly shell = Option.Array('--shell', [], {
    description: 'The profile of this shell, in place of your own; may be given more than once',
    validator: isArray(isEnum(shellKinds)),
  });

  async run(): Promise<CommandResult> {
    const { showVariables } = await import('../../operations/variables.js');
    return showVariables(this.settings(), this.shell);
  }
}
