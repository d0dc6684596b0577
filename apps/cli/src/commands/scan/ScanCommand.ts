import { exitCodes } from '@aim/core';
import type { ScanFindings, Settings } from '@aim/runtime';
import { Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import { withLiveLine, type ShowLine } from '../../scan/liveLine.js';

/** A command that looks for waste and changes nothing. */
export abstract class ScanCommand extends AimCommand {
  readonly failOnFindings = Option.Boolean('--fail-on-findings', false, {
    description: 'Exit with 9 when something was found',
  });

  protected exitCodeFor(findings: number): number {
    return this.failOnFindings && findings > 0 ? exitCodes.findings : exitCodes.ok;
  }

  /** Does the work with a line of progress, where somebody watches. */
  protected withProgress<Result>(work: (show: ShowLine) => Promise<Result>): Promise<Result> {
    return withLiveLine(this.json || this.quiet ? undefined : this.terminal.live, work);
  }

  /** Tells what could not be looked at. */
  protected async tellProblems(
    problems: readonly { readonly path: string; readonly why: string }[],
  ): Promise<void> {
    if (problems.length === 0) return;
    const { problemNotices } = await import('../../scan/scanNotices.js');
    problemNotices(problems, this.verbose).forEach(this.notice);
  }

  /** Writes the reports where the configuration asks for them. */
  protected async writeReports(settings: Settings, findings: ScanFindings): Promise<void> {
    if ((settings.config.environment.reportsDir ?? '') === '') return;
    const { writeReports } = await import('../../scan/reports.js');
    writeReports(settings, findings).forEach(this.notice);
  }
}
