import { printableJson } from '@aim/core';
import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import type { CommandResult } from '../../result.js';
import { VersionCommand } from './VersionCommand.js';

export class VersionReport extends VersionCommand {
  static override paths = [['version', 'report']];
  static override usage = Command.Usage({
    category: 'Versions',
    description: 'Show how the installed versions stand to pins and lock',
    details:
      'ok: as wanted. drift: not what is pinned, or older than the lock. ahead: newer than the lock. unpinned: nothing holds it. missing: not installed.',
    examples: [
      ['As a table', 'aim version report'],
      ['For a pull request', 'aim version report --format markdown'],
    ],
  });

  readonly format = Option.String('-f,--format', 'table', {
    description: 'table, json or markdown',
    validator: isEnum(['table', 'json', 'markdown'] as const),
  });

  async run(): Promise<CommandResult> {
    const { report } = await this.standing(this.settings());
    const { renderVersions, renderVersionMarkdown, versionCheckJson } = await import('./rendering.js');
    const json = versionCheckJson(report);
    return {
      json,
      text: (style) => {
        if (this.format === 'json') return printableJson(JSON.stringify(json, null, 2));
        return this.format === 'markdown' ? renderVersionMarkdown(report) : renderVersions(report, style);
      },
    };
  }
}
