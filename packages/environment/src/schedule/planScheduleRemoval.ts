import { checkJobName } from './checkJob.js';
import { chooseScheduler } from './chooseScheduler.js';
import { editCrontab, readCrontab } from './crontab.js';
import { isReachable } from './isReachable.js';
import { runTool } from './runTool.js';
import { scheduleHandle } from './scheduleHandle.js';
import { scheduleEffects, type ScheduleEffects } from './ScheduleEffects.js';
import type { SchedulePlan } from './SchedulePlan.js';

/**
 * Calculates how a job is removed. Changes nothing.
 *
 * @throws AimError SCHEDULE_COMMAND, SCHEDULE_UNAVAILABLE, SCHEDULE_FAILED, PROFILE_DAMAGED (the crontab)
 */
export async function planScheduleRemoval(name: string, given: ScheduleEffects): Promise<SchedulePlan> {
  const effects = scheduleEffects(given);
  checkJobName(name);
  const scheduler = chooseScheduler(effects);
  const base = { scheduler, job: name, write: [], link: [], notes: [] };
  if (scheduler === 'cron') {
    const before = await readCrontab(effects);
    const crontab = { before, after: editCrontab(before, name, undefined) };
    return { ...base, remove: [], before: [], after: [], crontab, changed: before !== crontab.after };
  }
  const handle = scheduleHandle(scheduler, name, effects);
  const remove = handle.paths.filter((path) => effects.files.entry(path) !== undefined);
  const { exitCode } = await runTool(handle.query, effects);
  const changed = exitCode === 0 || remove.length > 0;
  const known = exitCode === 0;
  // systemd reloads its files also where the job is not active; the others have nothing to stop then.
  const told = known || (changed && scheduler === 'systemd' && isReachable(scheduler, exitCode));
  return { ...base, remove, before: told ? handle.stop : [], after: told ? handle.forget : [], changed };
}
