import { auditEventTypes, auditSeverities } from '@aim/core';
import { parseSince } from '@aim/audit';
import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import { renderEvents } from '../../render/events.js';
import type { CommandResult } from '../../result.js';
import { positiveInteger } from '../../validators.js';
import { AuditCommand } from './AuditCommand.js';

export class AuditQuery extends AuditCommand {
  static override paths = [['audit', 'query']];
  static override usage = Command.Usage({
    category: 'Audit',
    description: 'Find events, newest first',
    details: `Types: ${auditEventTypes.join(', ')}.`,
    examples: [
      ['Who used a secret today', 'aim audit query --type secret_access --since 1d'],
      ['What went wrong with a tool', 'aim audit query --tool aider --severity warning'],
    ],
  });

  readonly type = Option.String('--type', {
    description: 'Only events of this type',
    validator: isEnum(auditEventTypes),
  });
  readonly tool = Option.String('--tool', { description: 'Only events of this tool' });
  readonly severity = Option.String('--severity', {
    description: `Only events of this severity: ${auditSeverities.join(', ')}`,
    validator: isEnum(auditSeverities),
  });
  readonly since = Option.String('--since', { description: 'Only events since: 1h, 2d, 1w or an ISO date' });
  readonly limit = Option.String('-n,--limit', '100', {
    description: 'How many; 100 when absent',
    validator: positiveInteger,
  });

  async run(): Promise<CommandResult> {
    const events = this.queryLog({
      limit: this.limit,
      ...(this.type === undefined ? {} : { type: this.type }),
      ...(this.tool === undefined ? {} : { tool: this.tool }),
      ...(this.severity === undefined ? {} : { severity: this.severity }),
      ...(this.since === undefined ? {} : { since: parseSince(this.since, new Date()) }),
    });
    return { json: events, text: (style) => renderEvents(events, style) };
  }
}
