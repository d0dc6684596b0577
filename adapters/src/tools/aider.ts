import { devNull } from 'node:os';
import type { FailureReason, RunResult } from '@aim/core';
import type { Invocation, Reading, Task } from '../action.js';
import { defineAdapter } from '../defineAdapter.js';
import { editingActions, lastWords } from '../editingActions.js';
import { apiFailurePatterns, matchFailure } from '../failurePatterns.js';
import { fileOperand } from '../fileOperand.js';
import { promptOf } from '../payload.js';
import { reportedFiles, reportedLines } from '../reportedFiles.js';
import { versionActions } from '../versionActions.js';
import { refuseSteeringSettings, repositoryRoot } from './aiderProject.js';

const env = {
  // Windows gives a piped Python its legacy code page otherwise.
  PYTHONUTF8: '1',
  PYTHONIOENCODING: 'utf-8',
  // Its messages are wrapped at the terminal's width, file names and errors included.
  COLUMNS: '1000',
};

const quietAndLocal = [
  '--yes-always',
  '--no-auto-commits',
  '--no-dirty-commits',
  '--no-stream',
  '--no-pretty',
  '--no-fancy-input',
  '--no-gitignore',
  '--no-check-update',
  '--no-show-release-notes',
  '--no-analytics',
  '--no-detect-urls',
  '--disable-playwright',
  '--no-gui',
  '--no-show-model-warnings',
  '--no-suggest-shell-commands',
  // A repository's own .aider.conf.yml may name the commands these would run.
  '--no-auto-lint',
  '--no-auto-test',
  `--input-history-file=${devNull}`,
  `--chat-history-file=${devNull}`,
];

function build(task: Task): Invocation {
  const prompt = promptOf(task.payload);
  const root = repositoryRoot(task);
  if (task.payload.trust_project !== true) refuseSteeringSettings(task, root);
  return {
    // Outside a repository it would make one, since every question is answered with yes.
    args: root === undefined ? [...quietAndLocal, '--no-git'] : quietAndLocal,
    // A message that begins with one of these is a command to aider: "!" and "/run" start a shell.
    inputFile: { option: '--message-file', text: /^[/!]/.test(prompt) ? `\n${prompt}` : prompt },
    operands: task.files.map(fileOperand),
    env,
  };
}

function parse(output: RunResult): Reading {
  const { stdout, exitCode } = output;
  const reported = { ...reportedFiles(stdout) };
  const applied = [...stdout.matchAll(/^Applied edit to (.+)$/gm)].map((line) => (line[1] ?? '').trim());
  const lines = reportedLines(stdout);
  const facts = {
    reported: { ...reported, modified: [...reported.modified, ...applied] },
    ...(lines ? { lines } : {}),
  };
  const reason = providerFailure(stdout);
  if (reason) return { success: false, reason: reason.reason, message: `failed: ${reason.line}`, ...facts };
  if (exitCode === 0) return { success: true, message: 'aider finished', ...facts };
  return {
    success: false,
    reason: matchFailure(output.stderr, apiFailurePatterns) ?? 'tool_error',
    message: `failed: ${lastWords(output)}`,
    ...facts,
  };
}

const litellmErrors: Readonly<Record<string, FailureReason>> = {
  AuthenticationError: 'auth',
  PermissionDeniedError: 'auth',
  RateLimitError: 'rate_limited',
  ContextWindowExceededError: 'context_too_long',
  BudgetExceededError: 'billing',
  ServiceUnavailableError: 'overloaded',
  InternalServerError: 'overloaded',
  Timeout: 'timeout',
};

/**
 * aider exits with 0 when its provider refused every request; only its output tells. A model's own text may quote
 * such a line, but aider counts the tokens after every answer it got, so a line before that count is not one.
 */
function providerFailure(stdout: string): { reason: FailureReason; line: string } | undefined {
  const counted = [...stdout.matchAll(/^Tokens: .*$/gm)].at(-1);
  const answered = counted !== undefined && / sent, .* received\b/.test(counted[0].slice(0, 300));
  const rest = answered ? stdout.slice(counted.index) : stdout;
  const error = [...rest.matchAll(/^litellm\.(\w+): .*$/gm)].at(-1);
  if (!error) return undefined;
  const special = matchFailure(
    error[0],
    apiFailurePatterns.filter(([, kind]) => kind === 'quota' || kind === 'billing'),
  );
  return {
    reason:
      special ?? litellmErrors[error[1] ?? ''] ?? matchFailure(error[0], apiFailurePatterns) ?? 'tool_error',
    line: error[0].slice(0, 300),
  };
}

/** aider: edits the named files in the working tree, and commits nothing. */
export const aider = defineAdapter('aider', {
  ...versionActions(['--version']),
  ...editingActions({ build, parse }),
});
