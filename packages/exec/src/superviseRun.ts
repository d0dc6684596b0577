import { setTimeout as sleep } from 'node:timers/promises';
import { createMasker, type RunRequest, type RunResult, monotonicMs } from '@aim/core';
import { registerRun } from './activeRuns.js';
import { captureOutput } from './captureOutput.js';
import { drainAfterExit } from './drainAfterExit.js';
import { notStarted } from './notStarted.js';
import { createRunId, markEnvironment } from './runMarker.js';
import { loadExeca, startChild, type Child, type ChildExit } from './startChild.js';
import { createStopRequest, type StopRequest } from './stopRequest.js';
import { linuxProcesses } from './systemProcesses.js';
import { createTreeControl, type TreeControl, type TreeControlOptions } from './treeControl.js';

export type SuperviseOptions = TreeControlOptions;

const defaultMaxOutputBytes = 8 * 1024 * 1024;

/** After this many ms a child that even force did not end is left to the system. */
const longestWaitMs = 2000;

/** Runs a checked request to its end, and then ends what it left behind. */
export async function superviseRun(request: RunRequest, options: SuperviseOptions): Promise<RunResult> {
  const stop = createStopRequest(request.signal);
  let control: TreeControl | undefined;
  let childRunning = true;
  const finished = run();
  const unregister = registerRun({
    async end() {
      stop.stop('abort');
      await finished.catch(() => undefined);
    },
    endNow: () => control?.endNow(childRunning),
  });
  try {
    return await finished;
  } finally {
    stop.close();
    unregister();
  }

  async function run(): Promise<RunResult> {
    const execa = await loadExeca();
    if (stop.reason !== undefined) return notStarted({ aborted: true });
    const runId = createRunId();
    const env = markEnvironment(request.env, runId);
    const startedAt = monotonicMs();
    const startedBefore = options.platform === 'linux' ? linuxProcesses.started() : undefined;
    const child = await startChild(execa, { ...request, env, ownGroup: options.platform !== 'win32' });
    if ('startError' in child) return notStarted(child);
    control = createTreeControl({ pid: child.pid, runId, startedBefore }, options);
    void child.exited.then(() => (childRunning = false));
    stop.startTimer(request.timeoutMs);
    return supervise({ request, child, control, stop, startedAt });
  }
}

interface Supervised {
  readonly request: RunRequest;
  readonly child: Child;
  readonly control: TreeControl;
  readonly stop: StopRequest;
  readonly startedAt: number;
}

async function supervise({ request, child, control, stop, startedAt }: Supervised): Promise<RunResult> {
  const masker = createMasker(request.mask ?? []);
  const limit = request.maxOutputBytes ?? defaultMaxOutputBytes;
  const stdout = captureOutput(child.stdout, masker.stream(), limit);
  const stderr = captureOutput(child.stderr, masker.stream(), limit);
  const end = await childEnd(child, control, stop);
  stop.close();
  const durationMs = monotonicMs() - startedAt;
  await drainAfterExit([child.stdout, child.stderr]);
  await control.end(false);
  const [out, err] = [stdout(), stderr()];
  return {
    ...end,
    timedOut: stop.reason === 'timeout',
    aborted: stop.reason === 'abort',
    stdout: out.text,
    stderr: err.text,
    stdoutTruncated: out.truncated,
    stderrTruncated: err.truncated,
    durationMs,
  };
}

async function childEnd(child: Child, control: TreeControl, stop: StopRequest): Promise<ChildExit> {
  const early = await Promise.race([child.exited, stop.stopped]);
  if (typeof early !== 'string') return early;
  await control.end(true);
  const given = new AbortController();
  const end = await Promise.race([
    child.exited,
    sleep(longestWaitMs, { exitCode: null, signal: 'SIGKILL' } as const, { signal: given.signal }).catch(
      () => undefined,
    ),
  ]);
  given.abort();
  return end ?? { exitCode: null, signal: 'SIGKILL' };
}
