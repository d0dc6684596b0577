import { displayText } from '@aim/core';
import { detectToolsOf } from '@aim/runtime';
import { Command } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class ToolsDetect extends AimCommand {
  static override paths = [['tools', 'detect']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'Find the configured AI tools on this machine',
    details:
      'Looks in PATH and at the places the configuration names, never in the current directory. Starts nothing.',
    examples: [['Which tools are there', 'aim tools detect']],
  });

  async run(): Promise<CommandResult> {
    const tools = detectToolsOf(this.settings());
    return {
      json: { tools },
      text: async (style) => {
        const { renderTable } = await import('../../render/table.js');
        const rows = tools.map(({ tool, path }) => [
          displayText(tool),
          path === null ? style.colors.dim('not found') : path,
        ]);
        return renderTable({ head: ['Tool', 'Found at'], rows }, style);
      },
    };
  }
}
