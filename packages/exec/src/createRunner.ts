import { setMaxListeners } from 'node:events';
import type { Runner } from '@aim/core';
import { checkLaunch } from './checkLaunch.js';
import { checkLimits } from './checkLimits.js';
import { launchTarget } from './launchTarget.js';
import { notStarted } from './notStarted.js';
import { superviseRun, type SuperviseOptions } from './superviseRun.js';
import type { WindowsTreeKiller } from './windowsTree.js';

export interface RunnerOptions {
  /** ms between asking processes to end (SIGTERM) and ending them by force (SIGKILL). 500 when absent. */
  readonly graceMs?: number;
  readonly platform?: NodeJS.Platform;
  /** Ends process trees on Windows. */
  readonly windowsTree?: WindowsTreeKiller;
  /** Reads a Windows batch file, to find what it starts. */
  readonly readText?: (path: string) => string;
}

/**
 * Makes a {@link Runner}: no shell, no inherited variable, output captured and masked, and after every run, however it
 * ended, no descendant left: the process group, and on Linux whatever carries the run's id in `AIM_RUN_MARKER`, is in a
 * session that the run made, or descends from what was found. Not found is a process that dropped its environment,
 * made a session of its own and lost its parent before the first look, which is taken when the run is over.
 *
 * A file that cannot be started is a result with `startError`. The returned function rejects with an AimError:
 * EXEC_INVALID_ARGUMENT, EXEC_WORKING_DIRECTORY or, on Windows, EXEC_NOT_RUNNABLE.
 */
export function createRunner(options: RunnerOptions = {}): Runner {
  const { graceMs = 500, platform = process.platform, readText, windowsTree } = options;
  const supervision: SuperviseOptions = { graceMs, platform, ...(windowsTree && { windowsTree }) };
  return async (request) => {
    checkLaunch(request, platform);
    checkLimits(request);
    const target = launchTarget(request, { platform, ...(readText && { readText }) });
    if ('startError' in target) return notStarted({ startError: target.startError });
    if (request.signal?.aborted) return notStarted({ aborted: true });
    // One signal stops many runs at once, in which Node would suspect a leak.
    if (request.signal) setMaxListeners(0, request.signal);
    return superviseRun({ ...request, ...target }, supervision);
  };
}
