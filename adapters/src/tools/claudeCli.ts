import type { RunResult } from '@aim/core';
import type { Invocation, Reading, Task } from '../action.js';
import { defineAdapter } from '../defineAdapter.js';
import { editingActions, lastWords, promptWithFiles } from '../editingActions.js';
import { apiFailurePatterns, matchFailure, reasonOfStatus } from '../failurePatterns.js';
import { asText, findJsonObject } from '../jsonOutput.js';
import { promptOf } from '../payload.js';
import { filesInProse } from '../reportedFiles.js';
import { versionActions } from '../versionActions.js';

const env = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1' };

function build(task: Task): Invocation {
  return {
    args: [
      '--print',
      '--output-format',
      'json',
      '--permission-mode',
      'acceptEdits',
      // With --print no one is asked whether to trust the folder, and a repository's settings may start programs.
      ...(task.payload.trust_project === true ? [] : ['--setting-sources', 'user']),
    ],
    stdin: promptWithFiles(promptOf(task.payload), task),
    env,
  };
}

/** Versions that know neither the format nor the permission mode still answer in prose. */
function fallback({ exitCode, stdout, stderr }: RunResult, task: Task): Invocation | undefined {
  if (
    exitCode === 0 ||
    stdout !== '' ||
    !/unknown option|format|invalid (option|argument|choice)/i.test(stderr)
  )
    return undefined;
  return { args: ['--print'], stdin: promptWithFiles(promptOf(task.payload), task), env };
}

function parse(output: RunResult): Reading {
  const answer = findJsonObject(output.stdout);
  return answer ? parseAnswer(answer, output) : parseProse(output);
}

function parseAnswer(answer: Readonly<Record<string, unknown>>, output: RunResult): Reading {
  const text = asText(answer.result);
  const facts = {
    used_json_fallback: false,
    subtype: answer.subtype,
    session_id: answer.session_id,
    total_cost_usd: answer.total_cost_usd,
    permission_denials: answer.permission_denials,
  };
  const subtype = asText(answer.subtype);
  if (output.exitCode === 0 && answer.is_error !== true && (subtype === '' || subtype === 'success')) {
    return { success: true, message: 'claude finished', reported: prose(text), facts };
  }
  // When the run failed, `result` holds claude's own words, not the model's.
  const words = [text, ...(Array.isArray(answer.errors) ? answer.errors.map(asText) : [])].join(' ').trim();
  const reason =
    reasonOfStatus(answer.api_error_status) === 'rate_limited'
      ? (matchFailure(words, apiFailurePatterns) ?? 'rate_limited')
      : (reasonOfStatus(answer.api_error_status) ?? matchFailure(words, apiFailurePatterns));
  return {
    success: false,
    reason: subtype === 'error_max_budget_usd' ? 'billing' : (reason ?? 'tool_error'),
    message: `claude failed: ${words.slice(0, 500) || subtype || lastWords(output)}`,
    facts,
  };
}

function parseProse(output: RunResult): Reading {
  const facts = { used_json_fallback: true };
  if (output.exitCode === 0) {
    return { success: true, message: 'claude finished', reported: prose(output.stdout), facts };
  }
  return {
    success: false,
    reason: matchFailure(output.stderr, apiFailurePatterns) ?? 'tool_error',
    message: `claude failed: ${lastWords(output)}`,
    facts,
  };
}

function prose(text: string): NonNullable<Reading['reported']> {
  return { modified: filesInProse(text), created: [] };
}

/** Claude Code: edits files without asking; anything else that needs a permission is denied. */
export const claudeCli = defineAdapter('claude-cli', {
  ...versionActions(['--version'], ['-v']),
  ...editingActions({ build, parse, fallback }),
});
