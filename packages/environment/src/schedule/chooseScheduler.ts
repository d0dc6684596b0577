import { environmentError } from '../errors.js';
import type { ScheduleEffects } from './ScheduleEffects.js';

export type SchedulerId = 'systemd' | 'launchd' | 'schtasks' | 'cron';

/**
 * The scheduler of the machine: launchd on macOS, the Task Scheduler on Windows, elsewhere systemd's user manager
 * and, where there is no systemd, cron.
 *
 * @throws AimError SCHEDULE_UNAVAILABLE
 */
export function chooseScheduler({ platform, find }: Required<ScheduleEffects>): SchedulerId {
  if (platform === 'darwin') return 'launchd';
  if (platform === 'win32') return 'schtasks';
  if (platform === 'linux' && find('systemctl') !== undefined) return 'systemd';
  if (find('crontab') !== undefined) return 'cron';
  throw environmentError('SCHEDULE_UNAVAILABLE', 'Neither systemctl nor crontab is in PATH.', {
    hint: 'Install cron, or start the command from the scheduler you use.',
  });
}
