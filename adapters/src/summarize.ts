import type { AdapterRequest, AdapterResult, FailureReason, RunResult } from '@aim/core';
import type { Action, Reading, Task } from './action.js';
import { confirmReported, type FileChanges } from './fileSnapshot.js';

/** A finished run, with all that is needed to say what came of it. */
export interface FinishedRun {
  readonly action: Action;
  readonly request: AdapterRequest;
  readonly task: Task;
  readonly output: RunResult;
  /** What the comparison of the named files found. */
  readonly changes: FileChanges;
  /** How many times the tool was started. */
  readonly attempts: number;
  /** ms since the epoch. */
  readonly startedAt: number;
}

/** The result of a finished run, in the contract's fields. */
export function summarize(run: FinishedRun): AdapterResult {
  const { output, changes, task } = run;
  const reading = interrupted(run) ?? run.action.parse(output, task);
  const known = [...changes.modified, ...changes.created, ...changes.deleted];
  const confirm = (files: readonly string[] = []): readonly string[] =>
    confirmReported(files, { cwd: task.cwd, since: run.startedAt, known });
  const created = confirm(reading.reported?.created);
  const modified = confirm(reading.reported?.modified).filter((file) => !created.includes(file));
  const compared = known.length > 0 || !reading.lines;
  return {
    success: reading.success,
    message: reading.message,
    content: {
      files_modified: [...changes.modified, ...modified],
      files_created: [...changes.created, ...created],
      files_deleted: changes.deleted,
      lines_added: compared ? changes.linesAdded : reading.lines?.added,
      lines_removed: compared ? changes.linesRemoved : reading.lines?.removed,
      exit_code: output.exitCode,
      attempts: run.attempts,
      ...reading.facts,
      stdout: output.stdout,
      stderr: output.stderr,
      ...(reading.success ? {} : { error_reason: reading.reason ?? 'tool_error' }),
    },
  };
}

/** What happened to the process itself; whatever it printed by then is no answer. */
function interrupted({ output, request }: FinishedRun): Reading | undefined {
  if (output.startError !== undefined) {
    const reason = output.startError === 'ENOENT' ? 'not_installed' : 'crashed';
    return failed(reason, `could not be started (${output.startError})`);
  }
  if (output.timedOut) return failed('timeout', `Adapter timed out after ${request.timeout_ms / 1000}s`);
  if (output.aborted) return failed('crashed', `was stopped before it finished`);
  if (output.signal !== null) return failed('crashed', `was ended by ${output.signal}`);
  // A launcher script's "interpreter not found".
  if (output.exitCode === 127) return failed('not_installed', `could not be started (exit code 127)`);
  return undefined;
}

function failed(reason: FailureReason, message: string): Reading {
  return { success: false, reason, message };
}
