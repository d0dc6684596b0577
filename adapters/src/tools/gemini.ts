import type { FailureReason, RunResult } from '@aim/core';
import type { Invocation, Reading, Task } from '../action.js';
import { defineAdapter } from '../defineAdapter.js';
import { editingActions, lastWords, promptWithFiles } from '../editingActions.js';
import { apiFailurePatterns, matchFailure, reasonOfStatus } from '../failurePatterns.js';
import { asNumber, asRecord, asText, findJsonObject } from '../jsonOutput.js';
import { promptOf } from '../payload.js';
import { filesInProse } from '../reportedFiles.js';
import { versionActions } from '../versionActions.js';

// Gemini CLI's own exit codes: no credentials, folder not trusted.
const exitReasons: Readonly<Record<number, FailureReason>> = { 41: 'auth', 55: 'refused_by_policy' };

const notTrusted =
  'gemini does not trust this folder, so it may not edit: trust it in gemini, or with --trust-project (payload.trust_project)';

function build(task: Task): Invocation {
  return {
    args: [
      '--approval-mode',
      'auto_edit',
      '--output-format',
      'json',
      // A trusted folder's own settings may start programs; without trust gemini itself declines to edit.
      ...(task.payload.trust_project === true ? ['--skip-trust'] : []),
    ],
    stdin: promptWithFiles(promptOf(task.payload), task),
  };
}

function parse(output: RunResult): Reading {
  // A failed run prints its JSON on the error stream, after other notices.
  const answer = findJsonObject(output.stdout) ?? findJsonObject(output.stderr);
  const error = asRecord(answer?.error);
  const untrusted = /folder is not trusted|not running in a trusted (directory|folder)/i.test(output.stderr);
  if (output.exitCode === 0 && !error) return finished(answer, untrusted);
  const words = asText(error?.message) || (answer ? '' : output.stderr);
  const reason =
    exitReasons[output.exitCode ?? 0] ??
    matchFailure(words, apiFailurePatterns) ??
    reasonOfStatus(error?.code);
  if (reason === 'refused_by_policy') return { success: false, reason, message: notTrusted };
  return {
    success: false,
    reason: reason ?? 'tool_error',
    message: `failed: ${asText(error?.message).slice(0, 500) || lastWords(output)}`,
  };
}

function finished(answer: Readonly<Record<string, unknown>> | undefined, untrusted: boolean): Reading {
  const files = asRecord(asRecord(answer?.stats)?.files);
  const reading: Reading = {
    success: true,
    message: untrusted ? notTrusted : 'gemini finished',
    reported: { modified: filesInProse(asText(answer?.response)), created: [] },
    ...(files
      ? {
          lines: { added: asNumber(files.totalLinesAdded), removed: asNumber(files.totalLinesRemoved) },
        }
      : {}),
  };
  return untrusted ? { ...reading, success: false, reason: 'refused_by_policy' } : reading;
}

/** Gemini CLI: edits files without asking; anything else that needs a permission is denied. */
export const gemini = defineAdapter('gemini', {
  ...versionActions(['--version']),
  ...editingActions({ build, parse }),
});
