import type { AuditSink } from '@aim/core';
import { applyRotation, type LogRotation, type RotationResult } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { recordChange } from './recordChange.js';

/** Rotates log files as planned, and records which. */
export async function rotateLogs(
  { platform }: Settings,
  plan: readonly LogRotation[],
  { audit }: { readonly audit: AuditSink },
): Promise<readonly RotationResult[]> {
  const results = applyRotation(plan, { platform });
  const logs = results.filter(({ rotated }) => rotated).map(({ path }) => path);
  if (logs.length > 0) await recordChange(audit, 'logs rotate', { logs });
  return results;
}
