import { parseConfigText, type ConfigIssue } from '@aim/config';
import { exitCodes } from '@aim/core';
import { Command, Option } from 'clipanion';
import { resolve } from 'node:path';
import { readInput } from '../../readInput.js';
import { renderIssues } from '../../render/issues.js';
import type { CommandResult } from '../../result.js';
import { ConfigCommand } from './ConfigCommand.js';

export class ConfigValidate extends ConfigCommand {
  static override paths = [['config', 'validate']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Check the configuration in use, or one file',
    details:
      'Errors name file, line and column and end with exit code 2. Warnings, such as unknown keys, do so only with --strict.',
    examples: [
      ['What is in use here', 'aim config validate'],
      ['One file, in a pipeline', 'aim config validate --strict aim_config.json'],
    ],
  });

  readonly strict = Option.Boolean('--strict', false, { description: 'Warnings count as errors' });
  readonly file = Option.String({ name: 'FILE', required: false });

  async run(): Promise<CommandResult> {
    const { files, issues } = this.file === undefined ? this.checkLayers() : await this.checkFile(this.file);
    const failed = this.strict && issues.length > 0;
    return {
      json: { valid: !failed, files, issues },
      text: (style) => renderIssues(issues, style),
      exitCode: failed ? exitCodes.config : exitCodes.ok,
    };
  }

  private checkLayers(): { files: readonly string[]; issues: readonly ConfigIssue[] } {
    const { loaded } = this.settings();
    return { files: loaded.layers.flatMap(({ file }) => file ?? []), issues: loaded.issues };
  }

  private async checkFile(
    name: string,
  ): Promise<{ files: readonly string[]; issues: readonly ConfigIssue[] }> {
    const file = resolve(this.terminal.cwd, name);
    const { issues } = parseConfigText(await readInput(this.terminal, name), { file });
    return { files: [file], issues };
  }
}
