import { Command } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { DuplicateScanCommand } from './DuplicateScanCommand.js';

export class ScanDuplicates extends DuplicateScanCommand {
  static override paths = [['scan', 'duplicates']];
  static override usage = Command.Usage({
    category: 'Scan',
    description: 'Find files of the same content, compared byte for byte',
    details:
      'Looks in the folders given, else in environment.scanner.roots, else in the working folder. Hard links, symbolic links and empty files are no duplicates, nor are large files that are mostly holes. Changes nothing: --json prints the plan that aim scan fix takes.',
    examples: [
      ['Here, files of 100 KiB and more', 'aim scan duplicates'],
      ['All files of two folders', 'aim scan duplicates ~/work ~/archive --min-size 0'],
      ['A plan to be mended', 'aim scan duplicates --json > plan.json'],
    ],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const report = await this.findDuplicates(settings);
    await this.writeReports(settings, { duplicates: report });
    const { duplicateGroupsJson } = await import('../../scan/duplicates.js');
    return {
      json: [],
      jsonText: () => duplicateGroupsJson(report),
      text: async (style) =>
        (await import('../../scan/renderDuplicates.js')).renderDuplicates(report, this.verbose, style),
      exitCode: this.exitCodeFor(report.groups.length),
    };
  }
}
