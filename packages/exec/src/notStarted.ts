import type { RunResult } from '@aim/core';

/** The result of a run that never began, with the reason. */
export function notStarted(reason: Pick<RunResult, 'startError'> | Pick<RunResult, 'aborted'>): RunResult {
  return {
    exitCode: null,
    signal: null,
    timedOut: false,
    aborted: false,
    stdout: '',
    stderr: '',
    stdoutTruncated: false,
    stderrTruncated: false,
    durationMs: 0,
    ...reason,
  };
}
