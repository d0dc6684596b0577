import type { FileScheduler } from './scheduleHandle.js';

/**
 * Whether the scheduler answered the query at all. `systemctl is-active` ends with 0, 3 (inactive) or 4 (unknown unit)
 * when the user's manager answers, and with 1 when none runs, as in a container. Of the others only the attempt tells.
 */
export function isReachable(scheduler: FileScheduler, exitCode: number | null): boolean {
  return scheduler !== 'systemd' || exitCode === 0 || exitCode === 3 || exitCode === 4;
}

export const unreachableNote =
  "systemd's user manager does not run here; the files take effect when it starts, at the next login.";
