import type { AdapterResult, FailureReason, RunResult } from '@aim/core';
import { exitReasonOf } from './failureReason.js';
import { outputExcerpt, parseAdapterOutput } from './parseAdapterOutput.js';

/** What a message needs to name. */
export interface ScriptRun {
  readonly tool: string;
  /** File name of the adapter script. */
  readonly script: string;
  readonly timeoutMs: number;
}

const keptOutput = 65_536;
const keptInMessage = 2_000;

/** Turns the end of an adapter script into a result: its own, if it printed one, else one that says what went wrong. */
export function scriptOutcome(run: RunResult, about: ScriptRun): AdapterResult {
  const adapter = `Adapter '${about.script}' of tool '${about.tool}'`;
  if (run.aborted) return failure(`${adapter} was cancelled`, 'crashed', { cancelled: true });
  if (run.timedOut) {
    return failure(`Adapter timed out after ${about.timeoutMs / 1000}s`, 'timeout', {
      timeout_ms: about.timeoutMs,
      stderr: tail(run.stderr, keptOutput),
    });
  }
  if (run.startError !== undefined) {
    const reason = run.startError === 'ENOENT' ? 'not_installed' : 'contract';
    return failure(`${adapter} could not be started (${run.startError})`, reason, {
      start_error: run.startError,
    });
  }
  const output = run.stdoutTruncated
    ? { problem: `printed more than can be kept; the end of it: ${outputExcerpt(run.stdout.slice(-200))}` }
    : parseAdapterOutput(run.stdout);
  if ('result' in output) return run.exitCode === 0 ? output.result : failedResult(output.result, run);
  if (run.exitCode !== 0) return exited(run);
  return failure(`${adapter} ${output.problem}`, 'contract', {
    stdout: tail(run.stdout, keptOutput),
    stderr: tail(run.stderr, keptOutput),
  });
}

/** A result is used whatever the exit code, but a failing adapter did not succeed. */
function failedResult(result: AdapterResult, run: RunResult): AdapterResult {
  const own = result.content ?? {};
  const reason = own.error_reason ?? reasonOf(run);
  return { ...result, success: false, content: { exit_code: run.exitCode, ...own, error_reason: reason } };
}

function exited(run: RunResult): AdapterResult {
  const how =
    run.exitCode === null ? `was ended by ${run.signal ?? 'a signal'}` : `exited with code ${run.exitCode}`;
  return failure(`Adapter ${how}: ${tail(run.stderr.trim(), keptInMessage)}`, reasonOf(run), {
    exit_code: run.exitCode,
    ...(run.signal !== null && { signal: run.signal }),
    stdout: tail(run.stdout, keptOutput),
    stderr: tail(run.stderr, keptOutput),
  });
}

function reasonOf(run: RunResult): FailureReason {
  return run.exitCode === null ? 'crashed' : exitReasonOf(run.exitCode);
}

function failure(
  message: string,
  reason: FailureReason,
  facts: Readonly<Record<string, unknown>>,
): AdapterResult {
  return { success: false, message, content: { ...facts, error_reason: reason } };
}

function tail(text: string, length: number): string {
  return text.length > length ? `…${text.slice(-length)}` : text;
}
