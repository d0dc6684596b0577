import type { RunResult } from '@aim/core';
import type { Invocation, Reading, Task } from '../action.js';
import { defineAdapter } from '../defineAdapter.js';
import { fileOperand } from '../fileOperand.js';
import { versionActions } from '../versionActions.js';

// Exit codes of pytest's own: some tests failed; collection failed or it was interrupted; there were no tests.
const testsFailed = 1;
const interrupted = 2;
const noTests = 5;

function build({ files }: Task): Invocation {
  return {
    args: ['-rfE', '--tb=short', '--color=no'],
    operands: files.map(fileOperand),
    env: { PYTHONUTF8: '1' },
  };
}

function parse({ stdout, stderr, exitCode }: RunResult): Reading {
  const counts = countOutcomes(stdout);
  const facts = { ...counts, failures: failuresOf(stdout) };
  if (exitCode === noTests) return { success: true, message: 'found no tests', facts };
  if (exitCode === 0) return { success: true, message: `${counts.passed} passed`, facts };
  const ran = exitCode === testsFailed || (exitCode === interrupted && counts.errors > 0);
  const message = ran
    ? `${counts.failed} failed, ${counts.errors} with errors, ${counts.passed} passed`
    : `failed with exit code ${exitCode}: ${(stderr || stdout).trim().slice(-500)}`;
  return { success: false, reason: 'tool_error', message, facts };
}

interface OutcomeCounts {
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
}

function countOutcomes(stdout: string): OutcomeCounts {
  // The last line that gives a duration; earlier ones may be the tests' own output.
  const line = stdout.split(/\r?\n/).findLast((text) => /\bin [\d.:]+s\b/.test(text)) ?? '';
  // Without the look-behind a long run of digits takes time with the square of its length.
  const count = (word: string): number =>
    Number(new RegExp(`(?<!\\d)(\\d+) ${word}\\b`).exec(line)?.[1] ?? 0);
  return {
    passed: count('passed'),
    failed: count('failed'),
    errors: count('errors?'),
    skipped: count('skipped'),
  };
}

/** The short summary's lines: `FAILED file::test - message` and `ERROR file - message`. */
function failuresOf(
  stdout: string,
): ReadonlyArray<{ test: string; kind: 'failed' | 'error'; message: string }> {
  const summary = stdout.slice(Math.max(0, stdout.lastIndexOf('short test summary info')));
  return [...summary.matchAll(/^(FAILED|ERROR) (.+?)(?: - (.*))?$/gm)].map(([, kind, test, message]) => ({
    test: test ?? '',
    kind: kind === 'FAILED' ? 'failed' : 'error',
    message: message ?? '',
  }));
}

/** pytest: succeeds when every test passed, or there were none. */
export const pytest = defineAdapter('pytest', {
  ...versionActions(['--version']),
  testing: { build, parse, handles: ['.py'], needsExistingFiles: true },
});
