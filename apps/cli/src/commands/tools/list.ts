import { displayText } from '@aim/core';
import { listToolsOf, packageServices, versionReportOf } from '@aim/runtime';
import type { VersionRow } from '@aim/versions';
import { Command } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class ToolsList extends AimCommand {
  static override paths = [['tools', 'list']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'List the configured AI tools with their versions',
    details:
      'A version is that of the package a tool is configured to come from, where its command lies in that package. Other tools are asked for it, all at once, without any secret and for at most five seconds.',
    examples: [['Versions as JSON', "aim tools list --json | jq '.tools[] | {tool, version}'"]],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const [tools, { report }] = await Promise.all([
      listToolsOf(settings, this.terminal.signal),
      versionReportOf(settings, packageServices(settings, this.terminal.signal)),
    ]);
    return {
      json: { tools, ...packagesByManager(report.rows) },
      text: async (style) => {
        const { renderTable } = await import('../../render/table.js');
        const rows = tools.map(({ tool, version, installed, capabilities }) => [
          displayText(tool),
          version ? displayText(version) : installed ? 'unknown' : style.colors.dim('not installed'),
          displayText(capabilities.join(', ')),
        ]);
        return renderTable({ head: ['Tool', 'Version', 'Capabilities'], rows }, style);
      },
    };
  }
}

/** The packages that the configuration names, in the older system's shape. */
function packagesByManager(rows: readonly VersionRow[]): Readonly<Record<string, Record<string, string>>> {
  const byManager: Record<string, Record<string, string>> = { pipx: {}, npm: {} };
  for (const { manager, name, actual } of rows) (byManager[manager] ??= {})[name] = actual ?? 'Not installed';
  return byManager;
}
