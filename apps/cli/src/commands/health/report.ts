import { displayText } from '@aim/core';
import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import type { CommandResult } from '../../result.js';
import { HealthCommand, healthExitCode } from './HealthCommand.js';

export class HealthReportCommand extends HealthCommand {
  static override paths = [['health', 'report']];
  static override usage = Command.Usage({
    category: 'Health',
    description: 'Write what the health checks found, to keep it or to show it',
    details:
      "The format follows the file's ending: .json, .md or .html; a page of HTML stands alone and loads nothing. With `environment.reportsDir`, a health.json in the older system's shape is written there too. Exit code 9 when a check fails.",
    examples: [
      ['A page for people', 'aim health report -o health.html'],
      ['For a pull request', 'aim health report --format markdown'],
    ],
  });

  readonly output = Option.String('-o,--output', {
    description: 'File to write; standard output when absent',
  });
  readonly format = Option.String('-f,--format', {
    description: "json, markdown or html; by the file's ending when absent, else markdown",
    validator: isEnum(['json', 'markdown', 'html'] as const),
  });

  async run(): Promise<CommandResult> {
    const { formatFor, renderReport, writeReports } = await import('../../health/reporting.js');
    const output = this.output === '-' ? undefined : this.output;
    const format = formatFor(this.format, output);
    const settings = this.settings();
    const report = await this.check(settings);
    const text = renderReport(report, format);
    const written = await writeReports(settings, {
      report,
      text,
      ...(output !== undefined && { output }),
      ...(this.workstream !== undefined && { workstream: this.workstream }),
    });
    return {
      json: { ...report, format, written },
      text: ({ colors }) =>
        output === undefined
          ? text
          : [
              ...written.map((file) => `${colors.green('✓')} Wrote ${displayText(file)}`),
              `${report.overall_status}: ${report.summary.pass} passed, ${report.summary.warn} warning(s), ${report.summary.fail} failed`,
            ].join('\n'),
      exitCode: healthExitCode(report),
    };
  }
}
