import { exitCodes } from '@aim/core';
import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { VersionCommand } from './VersionCommand.js';

export class VersionCheck extends VersionCommand {
  static override paths = [['version', 'check']];
  static override usage = Command.Usage({
    category: 'Versions',
    description: 'Check the installed versions against pins and lock',
    details: 'With --exit-code: 9 when a package has drifted or is missing.',
    examples: [['In a pipeline', 'aim version check --exit-code']],
  });

  readonly exitCode = Option.Boolean('--exit-code', false, {
    description: 'Exit with 9 when something has drifted or is missing',
  });

  async run(): Promise<CommandResult> {
    const { report } = await this.standing(this.settings());
    const { renderVersions, versionCheckJson } = await import('./rendering.js');
    const found = report.summary.drift + report.summary.missing;
    return {
      json: versionCheckJson(report),
      text: (style) => renderVersions(report, style),
      exitCode: this.exitCode && found > 0 ? exitCodes.findings : exitCodes.ok,
    };
  }
}
