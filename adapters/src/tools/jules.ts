import type { RunResult } from '@aim/core';
import type { Invocation, Reading, Task } from '../action.js';
import { defineAdapter } from '../defineAdapter.js';
import { editingActions, lastWords } from '../editingActions.js';
import { apiFailurePatterns, matchFailure } from '../failurePatterns.js';
import { promptOf } from '../payload.js';
import { reportedFiles } from '../reportedFiles.js';
import { versionActions } from '../versionActions.js';

function build({ payload }: Task): Invocation {
  const prompt = promptOf(payload);
  return { args: ['new', ...(prompt.startsWith('-') ? ['--'] : []), prompt] };
}

function parse(output: RunResult, { files }: Task): Reading {
  if (output.exitCode === 0) {
    const ignored = files.length === 0 ? '' : '; the named files were not passed on';
    return {
      success: true,
      message: `jules took the task and works on it remotely: nothing here has changed yet${ignored}`,
      reported: reportedFiles(output.stdout),
      facts: {
        asynchronous: true,
        session_url: /https:\/\/jules\.google\.com\/\S+/.exec(output.stdout)?.[0] ?? null,
      },
    };
  }
  return {
    success: false,
    reason: matchFailure(output.stderr, apiFailurePatterns) ?? 'tool_error',
    message: `failed: ${lastWords(output)}`,
  };
}

/** Jules: hands the task to Google's service, which answers later with a branch; files are not named to it. */
export const jules = defineAdapter('jules', {
  ...versionActions(['version']),
  ...editingActions({ build, parse }),
});
