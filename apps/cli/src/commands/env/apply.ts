import { shellKinds } from '@aim/environment';
import { Command, Option } from 'clipanion';
import { isArray, isEnum } from 'typanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class EnvApply extends OperationCommand {
  static override paths = [['env', 'apply']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Put the tools in PATH and the caches in their folder, for new shells',
    details:
      "Writes a marked block into the profiles of your shell, or into the user's environment on Windows. What else stands there stays as it is. The caches are moved only where `environment.centralCache` is set.",
    examples: [
      ['See the lines', 'aim env apply --dry-run'],
      ['For two shells', 'aim env apply --shell bash --shell zsh'],
    ],
  });

  readonly shell = Option.Array('--shell', [], {
    description: 'The profile of this shell, in place of your own; may be given more than once',
    validator: isArray(isEnum(shellKinds)),
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const off = this.switchedOff(settings);
    if (off !== undefined) return off;
    const { applyVariables } = await import('../../operations/variables.js');
    return applyVariables(settings, { shells: this.shell, dryRun: this.isDryRun });
  }
}
