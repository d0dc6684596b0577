/** What happened. The first eleven are the older systems' names, kept so that their logs and ours read as one. */
export const auditEventTypes = [
  'tool_install',
  'tool_uninstall',
  'tool_upgrade',
  'secret_set',
  'secret_get',
  'secret_delete',
  'health_check',
  'version_sync',
  'config_update',
  'scan_execute',
  'error',
  'tool_invoke',
  'secret_access',
  'install',
  'rollback',
  'preflight',
  'config_change',
  'scan_fix',
  'env_change',
] as const;

export type AuditEventType = (typeof auditEventTypes)[number];

export const auditSeverities = ['debug', 'info', 'warning', 'error', 'critical'] as const;

export type AuditSeverity = (typeof auditSeverities)[number];

export interface AuditEvent {
  readonly type: AuditEventType;
  /** `info` when absent. */
  readonly severity?: AuditSeverity;
  readonly message: string;
  /** Names, counts and digests only. A secret value or a prompt never goes here. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Records one event. Resolves only once the event is on disk, so that an action can wait for its record.
 */
export type AuditSink = (event: AuditEvent) => Promise<void>;
