import { statusOf } from '@aim/runtime';
import { Command } from 'clipanion';
import { AimCommand } from '../AimCommand.js';
import { offNotice } from '../environmentSwitch.js';
import type { CommandResult } from '../result.js';
import { ignoredSettings } from '../settingsNotices.js';

export class Status extends AimCommand {
  static override paths = [['status']];
  static override usage = Command.Usage({
    category: 'Health',
    description: 'Show on one screen how things stand',
    details:
      "Tools, vault, drift, the last health check and the audit log, as they are known: 'aim health check' looks anew. A program is started only where nothing is remembered of it.",
    examples: [
      ['How do things stand?', 'aim status'],
      ['Is the audit log intact?', 'aim status --json | jq .audit.intact'],
    ],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings({ announce: false });
    // What is interrupted is part of the answer.
    ignoredSettings(settings).forEach(this.notice);
    const off = offNotice(settings, 'nothing is installed, moved or scheduled');
    if (off !== undefined) this.notice(off);
    const status = await statusOf(settings, this.terminal.signal);
    return {
      json: status,
      text: async (style) => (await import('../render/status.js')).renderStatus(status, this.verbose, style),
    };
  }
}
