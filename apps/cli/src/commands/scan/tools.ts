import { Command } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { ScanCommand } from './ScanCommand.js';

export class ScanTools extends ScanCommand {
  static override paths = [['scan', 'tools']];
  static override usage = Command.Usage({
    category: 'Scan',
    description: 'Find tools that are installed more than once',
    details:
      'Looks for the configured tools and packages in PATH and where pipx, uv, npm, Homebrew, winget and Scoop put things. Shows which one runs, which ones do not, and the command that removes each of those.',
    examples: [['Which tools are there twice', 'aim scan tools']],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const { findToolDuplicatesOf, renderTools } = await import('../../scan/tools.js');
    const tools = await findToolDuplicatesOf(settings, this.terminal.signal);
    return {
      json: tools,
      text: (style) => renderTools(tools, style),
      exitCode: this.exitCodeFor(tools.length),
    };
  }
}
