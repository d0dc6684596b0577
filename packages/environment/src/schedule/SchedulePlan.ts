import type { SchedulerId } from './chooseScheduler.js';
import type { ScheduleFile, ScheduleLink, ToolCommand } from './ScheduleDefinition.js';

/** What `schedule install`, `schedule remove`, `alerts install` or `alerts remove` does. */
export interface SchedulePlan {
  readonly scheduler: SchedulerId;
  readonly job: string;
  readonly write: readonly ScheduleFile[];
  readonly link: readonly ScheduleLink[];
  readonly remove: readonly string[];
  /** Programs run first; may fail. */
  readonly before: readonly ToolCommand[];
  /** Programs run last. */
  readonly after: readonly ToolCommand[];
  /** The crontab before and after, where the scheduler is cron. */
  readonly crontab?: { readonly before: string; readonly after: string };
  readonly changed: boolean;
  /** What the user should know, as full sentences. */
  readonly notes: readonly string[];
}
