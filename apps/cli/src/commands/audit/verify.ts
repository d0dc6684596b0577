import { exitCodes } from '@aim/core';
import type { AuditReport } from '@aim/audit';
import { verifyAuditOf } from '@aim/runtime';
import { Command } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult, TextStyle } from '../../result.js';

export class AuditVerify extends AimCommand {
  static override paths = [['audit', 'verify']];
  static override usage = Command.Usage({
    category: 'Audit',
    description: 'Check that nobody changed, cut or reordered the trail',
    details:
      'Follows the chain of hashes over all files and compares its end with the signed head. Writes nothing. Exit code 7 when something does not fit.',
    examples: [['In a script', 'aim audit verify --quiet || alert']],
  });

  async run(): Promise<CommandResult> {
    const report = verifyAuditOf(this.settings());
    const { ok, events, olderRecords, problems } = report;
    return {
      json: { ok, events, ...(olderRecords !== undefined && { older_records: olderRecords }), problems },
      text: (style) => renderVerification(report, style),
      exitCode: ok ? exitCodes.ok : exitCodes.permission,
    };
  }
}

function renderVerification(report: AuditReport, { colors }: TextStyle): string {
  const { ok, events, olderRecords, problems } = report;
  const found =
    olderRecords === undefined
      ? `${events} events, chain intact`
      : `${olderRecords} records of the older systems, which have no chain`;
  const headline = ok
    ? `${colors.green('✓')} ${found}`
    : `${colors.red('✗')} the trail is not as it was written: ${problems.length} problem(s)`;
  return [
    headline,
    ...problems.map(
      ({ file, line, message }) => `  ${file}${line === undefined ? '' : `:${line}`}: ${message}`,
    ),
  ].join('\n');
}
