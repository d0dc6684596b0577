import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import { AimCommand } from '../AimCommand.js';
import { completionScript, shells } from '../completion/completionScript.js';
import type { CommandResult } from '../result.js';

export class Completion extends AimCommand {
  static override paths = [['completion']];
  static override usage = Command.Usage({
    category: 'Other',
    description: 'Print the script that completes command lines in a shell',
    details:
      'Shells: bash, zsh, fish, powershell. Commands, options, tools, names of secrets, capabilities and packages are completed as they are on this machine. No secret is opened.',
    examples: [
      ['In ~/.bashrc', 'eval "$(aim completion bash)"'],
      ['For fish', 'aim completion fish >~/.config/fish/completions/aim.fish'],
    ],
  });

  readonly shell = Option.String({ name: 'SHELL', validator: isEnum(shells) });

  async run(): Promise<CommandResult> {
    const script = completionScript(this.shell);
    return { json: { shell: this.shell, script }, text: () => script };
  }
}
