import { exitCodes } from '@aim/core';
import { Command } from 'clipanion';
import { displayText } from '@aim/core';
import { installEffects, packageServices } from '@aim/runtime';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class ToolsVerify extends AimCommand {
  static override paths = [['tools', 'verify']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'Check that every tool aim installed is there, starts, and is what was installed',
    details:
      "Starts each command with --version. Exit code 9 when one is missing, broken or changed; 'aim setup' installs it again.",
    examples: [['All installed tools', 'aim tools verify']],
  });

  async run(): Promise<CommandResult> {
    const services = packageServices(this.settings(), this.terminal.signal);
    const { verifyInstallation } = await import('@aim/installer');
    const { generation, packages } = await verifyInstallation(
      installEffects(services, { audit: async () => undefined }),
    );
    const bad = packages.filter(({ status }) => status !== 'ok');
    return {
      json: { generation: generation ?? null, ok: bad.length === 0, packages },
      text: ({ colors }) =>
        [
          ...packages.map(({ name, manager, version, status, why }) =>
            status === 'ok'
              ? `${colors.green('✓')} ${displayText(`${name} ${version} (${manager})`)}`
              : `${colors.red('✗')} ${displayText(`${name} ${version} (${manager}) is ${status}${why === undefined ? '' : `: ${why}`}`)}`,
          ),
          bad.length > 0
            ? `${bad.length} of ${packages.length} need to be installed again: 'aim setup --tools-only'`
            : `${packages.length} tool(s) are as they were installed`,
        ].join('\n'),
      exitCode: bad.length > 0 ? exitCodes.findings : exitCodes.ok,
    };
  }
}
