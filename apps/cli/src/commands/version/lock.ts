import { openAudit } from '@aim/runtime';
import { displayText } from '@aim/core';
import { Command } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { VersionCommand } from './VersionCommand.js';

export class VersionLock extends VersionCommand {
  static override paths = [['version', 'lock']];
  static override usage = Command.Usage({
    category: 'Versions',
    description: 'Write the installed versions with the hashes of their files to aim.lock',
    details:
      "The lock stands beside the project's configuration, else beside your own. From then on every installation keeps to it and keeps it up to date.",
    examples: [['Lock what is installed now', 'aim version lock']],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const { lockPackages } = await import('./locking.js');
    const { file, lock } = await lockPackages(
      settings,
      await this.standing(settings),
      this.services(settings),
    );
    const count = Object.keys(lock.packages).length;
    await openAudit(settings).append({
      type: 'config_change',
      severity: 'info',
      message: 'Versions locked',
      details: { file, packages: count },
    });
    return {
      json: { file, packages: lock.packages },
      text: () => displayText(`Locked ${count} package(s) in ${file}`),
    };
  }
}
