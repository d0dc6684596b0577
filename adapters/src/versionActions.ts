import type { RunResult } from '@aim/core';
import type { Action, Reading } from './action.js';

/** Characters; a version stands at the beginning of what a tool says of itself. */
const longestAnswer = 4096;

/** The capabilities `version` and `version_checking`, asked with the given arguments. */
export function versionActions(
  args: readonly string[],
  otherArgs?: readonly string[],
): Record<string, Action> {
  const action: Action = {
    build: () => ({ args }),
    parse: parseVersion,
    ...(otherArgs ? { fallback: (output) => (output.exitCode === 0 ? undefined : { args: otherArgs }) } : {}),
  };
  return { version: action, version_checking: action };
}

function parseVersion({ exitCode, stdout, stderr }: RunResult): Reading {
  const version = /\d+\.\d+(?:\.\d+)*(?:[-+.]?[0-9a-z]+)*/i.exec(stdout.slice(0, longestAnswer))?.[0];
  const facts = { exit: exitCode, version: version ?? null };
  if (exitCode !== 0) {
    const line = firstLine(stderr) || firstLine(stdout);
    return {
      success: false,
      reason: 'tool_error',
      message: `Version check failed: ${line || `exit code ${exitCode}`}`,
      facts,
    };
  }
  return { success: true, message: version ?? firstLine(stdout), facts };
}

function firstLine(text: string): string {
  return text.trim().split(/\r?\n/, 1)[0] ?? '';
}
