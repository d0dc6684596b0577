import { environmentError } from '../errors.js';
import { pathModule } from '../system/pathModule.js';
import { writeCrontab } from './crontab.js';
import { runTool } from './runTool.js';
import type { ToolCommand } from './ScheduleDefinition.js';
import { scheduleEffects, type ScheduleEffects } from './ScheduleEffects.js';
import type { SchedulePlan } from './SchedulePlan.js';

export interface ScheduleResult {
  readonly changed: boolean;
  /** What the user should know, as full sentences. */
  readonly notes: readonly string[];
}

/**
 * Carries a plan of `planSchedule` or `planScheduleRemoval` out. Where the scheduler does not run, as in a container,
 * the files are in place for when it does, and a note says so.
 *
 * @throws AimError SCHEDULE_FAILED, SCHEDULE_UNAVAILABLE, WRITE_FAILED
 */
export async function applySchedule(plan: SchedulePlan, given: ScheduleEffects): Promise<ScheduleResult> {
  const effects = scheduleEffects(given);
  if (!plan.changed) return { changed: false, notes: plan.notes };
  if (plan.crontab !== undefined) {
    await writeCrontab(plan.crontab.after, effects);
    return { changed: true, notes: plan.notes };
  }
  const unstopped = await runAll(plan.before, effects);
  changeFiles(plan, effects);
  // systemd and the Task Scheduler also fail to stop what does not run.
  const failed =
    (await runAll(plan.after, effects)) ?? (plan.scheduler === 'launchd' ? unstopped : undefined);
  if (failed === undefined) return { changed: true, notes: plan.notes };
  if (plan.scheduler !== 'schtasks')
    return { changed: isEdited(plan), notes: [...plan.notes, notRunning(plan, failed)] };
  throw environmentError(
    'SCHEDULE_FAILED',
    `The Task Scheduler refused the change of the job ${plan.job}: ${failed}.`,
    {
      hint: 'Check that this user may change tasks, then run the command again.',
    },
  );
}

function changeFiles(
  { write, link, remove }: SchedulePlan,
  { files, platform }: Required<ScheduleEffects>,
): void {
  for (const { path, data } of write) files.write(path, data, { mode: 0o644 });
  for (const { path, target } of link) {
    files.remove(path);
    files.link(target, path);
  }
  for (const path of remove) {
    files.remove(path);
    const folder = pathModule(platform).dirname(path);
    if (/(\.wants|[\\/]schedule)$/.test(folder)) files.removeEmptyDirectory(folder);
  }
}

/** Which program failed and how, or `undefined`. */
async function runAll(
  commands: readonly ToolCommand[],
  effects: Required<ScheduleEffects>,
): Promise<string | undefined> {
  for (const command of commands) {
    const { exitCode, startError, timedOut } = await runTool(command, effects);
    if (exitCode === 0) continue;
    const how = timedOut ? 'did not answer' : `ended with ${startError ?? exitCode ?? 'a signal'}`;
    return `${command[0]} ${how}`;
  }
  return undefined;
}

function isEdited({ write, link, remove }: SchedulePlan): boolean {
  return write.length + link.length + remove.length > 0;
}

function notRunning({ scheduler }: SchedulePlan, failed: string): string {
  const name = scheduler === 'systemd' ? "systemd's user manager" : 'launchd';
  return `${name} did not take the change over (${failed}); it takes effect at the next login.`;
}
