import type { AuditEvent, AuditSeverity } from '@aim/core';
import type { WorkstreamEvent } from './WorkstreamEvent.js';

/** An event of a run as an event of the audit; `undefined` for what others already tell. Holds no prompt, no output. */
export function auditEventOf(event: WorkstreamEvent): AuditEvent | undefined {
  if (event.type === 'status' && event.status !== 'done' && event.status !== 'failed') return undefined;
  const { timestamp: _, type, ...facts } = event;
  const { report, ...plain } = facts as typeof facts & {
    report?: { checks: readonly { name: string; status: string }[] };
  };
  const failed = report?.checks.flatMap(({ name, status }) => (status === 'fail' ? name : []));
  return {
    type: auditTypes[type] ?? 'tool_invoke',
    severity: severityOf(event),
    message: messageOf(event),
    details: { event: type, ...plain, ...(failed && { failed_checks: failed }) },
  };
}

const auditTypes: Partial<Record<WorkstreamEvent['type'], AuditEvent['type']>> = {
  preflight: 'preflight',
  compensation: 'rollback',
};

function severityOf(event: WorkstreamEvent): AuditSeverity {
  switch (event.type) {
    case 'preflight':
      return event.ok ? 'info' : event.override === undefined ? 'error' : 'warning';
    case 'step_started':
      return 'debug';
    case 'step_finished':
    case 'compensation':
      return event.success ? 'info' : 'warning';
    case 'attempt_failed':
      return 'warning';
    case 'status':
      return event.status === 'failed' ? 'error' : 'info';
    case 'run_finished':
      return event.final_status === 'failed' ? 'error' : 'info';
    default:
      return 'info';
  }
}

function messageOf(event: WorkstreamEvent): string {
  const of = 'ws_id' in event ? `Workstream ${event.ws_id}` : `Run ${event.run_id}`;
  switch (event.type) {
    case 'preflight':
      if (event.ok) return `${of}: preflight passed`;
      return `${of}: preflight failed${event.override === undefined ? '' : ' and was overridden'}`;
    case 'step_started':
      return `${of}: ${event.unit} started`;
    case 'step_finished':
      return `${of}: ${event.unit} ${event.success ? 'succeeded' : 'failed'}`;
    case 'compensation':
      return `${of}: ${event.unit} ${event.success ? 'succeeded' : 'failed'}`;
    case 'attempt_failed':
      return `${of}: attempt ${event.attempt} of ${event.step} failed (${event.verdict})`;
    case 'status':
      return `${of}: ${event.status}`;
    case 'run_started':
      return `${of}: ${event.resumed ? 'resumed' : 'started'}`;
    default:
      return `${of}: ${event.final_status}`;
  }
}
