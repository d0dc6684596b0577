import { Command } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { showCaches } from '../../scan/showCaches.js';
import { DuplicateScanCommand } from './DuplicateScanCommand.js';

export class ScanAll extends DuplicateScanCommand {
  static override paths = [['scan', 'all']];
  static override usage = Command.Usage({
    category: 'Scan',
    description: 'Find duplicate files, misplaced caches and tools installed twice',
    details:
      'The three scans after one another. --json prints one document with the findings of all and a summary; aim scan fix takes it as a plan.',
    examples: [
      ['Here', 'aim scan all'],
      ['As one document', 'aim scan all --json --min-size 0'],
    ],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const { signal } = this.terminal;
    const duplicates = await this.findDuplicates(settings);
    const caches = await this.withProgress((show) =>
      showCaches(settings, { roots: this.roots, signal }, show),
    );
    await this.tellProblems(caches.errors.map(({ path, error }) => ({ path, why: error })));
    const { allFindingsJson, countFindings, findToolDuplicatesOf, renderAllFindings } = await import(
      '../../scan/everything.js'
    );
    const tools = await findToolDuplicatesOf(settings, signal);
    await this.writeReports(settings, { duplicates, caches });
    const findings = { duplicates, caches, tools };
    return {
      json: {},
      jsonText: () => allFindingsJson(findings),
      text: (style) => renderAllFindings(findings, this.verbose, style),
      exitCode: this.exitCodeFor(countFindings(findings)),
    };
  }
}
