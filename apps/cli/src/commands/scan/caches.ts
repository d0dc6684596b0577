import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { showCaches } from '../../scan/showCaches.js';
import { ScanCommand } from './ScanCommand.js';

export class ScanCaches extends ScanCommand {
  static override paths = [['scan', 'caches']];
  static override usage = Command.Usage({
    category: 'Scan',
    description: 'Find caches that lie in projects, and what AI tools left there',
    details:
      'What counts as a cache is in environment.scanner.cachePatterns; what lies in environment.centralCache or environment.allowCentral may stay. Of what AI tools left, each part is shown with whether it is safe to drop; it never counts as a finding.',
    examples: [
      ['Here', 'aim scan caches'],
      ['In a pipeline', 'aim scan caches --fail-on-findings'],
    ],
  });

  readonly roots = Option.Rest({ name: 'ROOT' });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const found = await this.withProgress((show) =>
      showCaches(settings, { roots: this.roots, signal: this.terminal.signal }, show),
    );
    await this.tellProblems(found.errors.map(({ path, error }) => ({ path, why: error })));
    await this.writeReports(settings, { caches: found });
    const { misplacedCaches, misplacedJson, renderCaches } = await import('../../scan/caches.js');
    return {
      json: misplacedJson(found, found),
      text: (style) => renderCaches(found, this.verbose, style),
      exitCode: this.exitCodeFor(misplacedCaches(found).length),
    };
  }
}
