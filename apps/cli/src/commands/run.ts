import { Command, Option } from 'clipanion';
import { AimCommand } from '../AimCommand.js';
import type { CommandResult } from '../result.js';

/** Describes `aim run` for help and usage errors. Its own program parses and runs it, without loading clipanion. */
export class Run extends AimCommand {
  static override paths = [['run']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Run a command with secrets in its environment',
    details:
      "Without --tool, --secret or --all: the keys OPENAI_API_KEY, ANTHROPIC_API_KEY, GOOGLE_API_KEY and GITHUB_TOKEN, as far as they are stored. The command has your terminal; what it writes into a pipe or file is masked. Returns the command's own exit code. Inside another `aim run` it refuses: the command would get the secrets of both.",
    examples: [
      ['With one secret', 'aim run --secret GITHUB_TOKEN -- gh pr list'],
      ['With what the tool aider may see, and no other secret', 'aim run --tool aider -- aider README.md'],
    ],
  });

  readonly tool = Option.String('--tool', {
    description: 'Give it what this tool may see, and hide every other secret',
  });
  readonly secrets = Option.Array('--secret', [], {
    description: 'Give it this secret; may be given more than once',
  });
  readonly all = Option.Boolean('--all', false, { description: 'Give it every secret of the vault' });
  readonly command = Option.Proxy({ name: 'CMD', required: 1 });

  run(): Promise<CommandResult> {
    throw new Error('aim run is started by its own program');
  }
}
