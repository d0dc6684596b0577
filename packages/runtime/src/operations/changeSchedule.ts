import type { AuditSink } from '@aim/core';
import { applySchedule, type SchedulePlan, type ScheduleResult } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { operationEffects } from './operationEffects.js';
import { recordChange } from './recordChange.js';

export interface ScheduleChange {
  readonly audit: AuditSink;
  readonly operation: 'schedule install' | 'schedule remove' | 'alerts install' | 'alerts remove';
}

/**
 * Installs or removes a job as planned, and records it if anything changed.
 * @throws AimError `SCHEDULE_FAILED`, `SCHEDULE_UNAVAILABLE`, `WRITE_FAILED`, and what the log reports.
 */
export async function changeSchedule(
  settings: Settings,
  plan: SchedulePlan,
  { audit, operation }: ScheduleChange,
): Promise<ScheduleResult> {
  const result = await applySchedule(plan, operationEffects(settings));
  if (result.changed) await recordChange(audit, operation, { job: plan.job, scheduler: plan.scheduler });
  return result;
}
