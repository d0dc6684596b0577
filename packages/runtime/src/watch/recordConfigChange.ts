import type { AuditSink } from '@aim/core';
import type { JudgedConfigChange } from './judgeConfigChange.js';

/** Records that a configuration file changed: its name, digests and whether it is valid, never what it holds. */
export async function recordConfigChange(
  audit: AuditSink,
  { path, kind, sha256, previous_sha256, valid, problems }: JudgedConfigChange,
): Promise<void> {
  await audit({
    type: 'config_change',
    severity: valid === false ? 'warning' : 'info',
    message: `Configuration file ${kind}`,
    details: { file: path, kind, sha256, previous_sha256, valid, problems: problems.length },
  });
}
