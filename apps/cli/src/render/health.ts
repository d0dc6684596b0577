import type { CheckResult, HealthReport } from '@aim/health';
import type { TextStyle } from '../result.js';

/** A line for each check, what mends those that did not pass, and one sentence. */
export function renderHealth(report: HealthReport, verbose: boolean, style: TextStyle): string {
  const { pass, warn, fail } = report.summary;
  const lines = report.checks.flatMap((check) => checkLines(check, verbose, style));
  return [...lines, '', `${report.overall_status}: ${pass} passed, ${warn} warning(s), ${fail} failed`].join(
    '\n',
  );
}

function checkLines(check: CheckResult, verbose: boolean, { colors }: TextStyle): string[] {
  const mark = { pass: colors.green('✓'), warn: colors.yellow('!'), fail: colors.red('✗') }[check.status];
  const lines = [`${mark} ${check.title}: ${check.message}`];
  if (check.fix !== undefined) lines.push(`    → ${check.fix}`);
  if (verbose) lines.push(`    ${colors.dim(JSON.stringify(check.details ?? {}))}`);
  return lines;
}
