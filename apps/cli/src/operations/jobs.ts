import {
  healthJobName,
  planSchedule,
  planScheduleRemoval,
  scheduleStatus,
  showSchedulePlan,
  type ScheduledJob,
  type SchedulePlan,
} from '@aim/environment';
import {
  alertsJobName,
  alertsJobOf,
  changeSchedule,
  healthJobOf,
  openAudit,
  operationEffects,
  type JobRequest,
  type ScheduleChange,
  type Settings,
} from '@aim/runtime';
import type { CommandResult } from '../result.js';
import { marks } from './marks.js';

interface JobOptions {
  readonly job: JobRequest;
  readonly dryRun: boolean;
}

/** The health check that runs by itself. */
export function installHealthJob(settings: Settings, { job, dryRun }: JobOptions): Promise<CommandResult> {
  return install(settings, healthJobOf(settings, job), { dryRun, operation: 'schedule install' });
}

export function removeHealthJob(settings: Settings, dryRun: boolean): Promise<CommandResult> {
  return remove(settings, healthJobName, { dryRun, operation: 'schedule remove' });
}

/** The watch for writes outside the allowed folders. */
export async function installAlertsJob(
  settings: Settings,
  { job, dryRun }: JobOptions,
): Promise<CommandResult> {
  return install(settings, alertsJobOf(settings, job), { dryRun, operation: 'alerts install' });
}

export function removeAlertsJob(settings: Settings, dryRun: boolean): Promise<CommandResult> {
  return remove(settings, alertsJobName(settings), { dryRun, operation: 'alerts remove' });
}

/** Whether the periodic health check is installed. */
export async function healthJobStatus(settings: Settings): Promise<CommandResult> {
  const status = await scheduleStatus(healthJobName, operationEffects(settings));
  const { healthScanIntervalMinutes = 60 } = settings.config.environment.observability ?? {};
  return {
    json: { ...status, interval_minutes: healthScanIntervalMinutes },
    text: (style) => {
      const { done, mind, detail } = marks(style);
      const { scheduler, job, installed, active, files } = status;
      if (!installed) return mind(`${job} is not installed (${scheduler}): 'aim schedule install' does that`);
      const every = `every ${healthScanIntervalMinutes} minutes`;
      const line = active
        ? done(`${job} is installed and active (${scheduler}, ${every})`)
        : mind(`${job} is installed (${scheduler}, ${every}) and not active: it starts at the next login`);
      return [line, ...files.map(detail)].join('\n');
    },
  };
}

interface Change {
  readonly dryRun: boolean;
  readonly operation: ScheduleChange['operation'];
}

async function install(settings: Settings, job: ScheduledJob, change: Change): Promise<CommandResult> {
  return carryOut(settings, await planSchedule(job, operationEffects(settings)), change);
}

async function remove(settings: Settings, name: string, change: Change): Promise<CommandResult> {
  return carryOut(settings, await planScheduleRemoval(name, operationEffects(settings)), change);
}

async function carryOut(
  settings: Settings,
  plan: SchedulePlan,
  { dryRun, operation }: Change,
): Promise<CommandResult> {
  const shown = showSchedulePlan(plan);
  const result =
    dryRun || !plan.changed
      ? { changed: plan.changed, notes: plan.notes }
      : await changeSchedule(settings, plan, { audit: openAudit(settings).append, operation });
  return {
    json: { dry_run: dryRun, ...shown, ...result },
    text: (style) => {
      const { done, mind, detail } = marks(style);
      const notes = result.notes.map(mind);
      if (!result.changed) return [done(`Nothing to do: ${plan.job} is as it shall be`), ...notes].join('\n');
      const verb = operation.endsWith('install') ? 'install' : 'remove';
      const said = dryRun ? `Would ${verb}` : verb === 'install' ? 'Installed' : 'Removed';
      return [
        done(`${said} ${plan.job} (${plan.scheduler})`),
        ...shown.write.map(({ path }) => detail(path)),
        ...shown.remove.map((path) => detail(`${path} (removed)`)),
        ...(shown.crontab ?? []).map((line) => detail(line)),
        ...(dryRun ? shown.run.map((line) => detail(`$ ${line}`)) : []),
        ...notes,
      ].join('\n');
    },
  };
}
