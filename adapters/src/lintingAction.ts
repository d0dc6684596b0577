import { isAbsolute, relative } from 'node:path';
import type { RunResult } from '@aim/core';
import type { Action, Reading, Task } from './action.js';
import { fileOperand } from './fileOperand.js';

export type IssueSeverity = 'error' | 'warning' | 'info';

/** One finding of a linter. Lines and columns count from 1; 0 when the finding has no place. */
export interface LintIssue {
  /** Relative to the working directory, if inside it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The rule's name, empty for one the linter does not name (a syntax error). */
  readonly rule: string;
  readonly severity: IssueSeverity;
  readonly message: string;
}

/** The facts about one linter. */
export interface LinterFacts {
  readonly handles: readonly string[];
  /** Arguments before the file names. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Reads the report; `undefined` if the output is not one. A text says why nothing was checked. */
  readonly issues: (output: RunResult) => readonly LintIssue[] | string | undefined;
}

/**
 * Linting: a linter that ran properly has succeeded, whatever it found; its findings are `content.issues`. Without
 * files the working directory is linted. Nothing is ever fixed in place.
 */
export function lintingAction({ handles, args, env, issues }: LinterFacts): Action {
  return {
    handles,
    needsExistingFiles: true,
    build: ({ files }) => ({
      args,
      operands: ['--', ...(files.length === 0 ? ['.'] : files.map(fileOperand))],
      ...(env ? { env } : {}),
    }),
    parse: (output, task) => {
      const found = issues(output);
      return Array.isArray(found) ? report(found, task) : noReport(found as string | undefined, output);
    },
  };
}

function report(found: readonly LintIssue[], { cwd }: Task): Reading {
  const issues = found.map((issue) => ({ ...issue, file: insideOf(cwd, issue.file) }));
  const count = (severity: IssueSeverity): number =>
    issues.filter((issue) => issue.severity === severity).length;
  const facts = {
    issues,
    issue_count: issues.length,
    error_count: count('error'),
    warning_count: count('warning'),
    info_count: count('info'),
  };
  const files = new Set(issues.map(({ file }) => file)).size;
  const message =
    issues.length === 0
      ? `found no issues`
      : `found ${amount(issues.length, 'issue')} in ${amount(files, 'file')} (${amount(facts.error_count, 'error')})`;
  return { success: true, message, facts };
}

function noReport(why: string | undefined, output: RunResult): Reading {
  const words = why ?? ((output.stderr || output.stdout).trim().slice(0, 500) || 'it printed no report');
  const cut = output.stdoutTruncated ? ' (its report was too long to keep)' : '';
  return {
    success: false,
    reason: 'tool_error',
    message: `failed with exit code ${output.exitCode}${cut}: ${words}`,
  };
}

function insideOf(cwd: string, file: string): string {
  if (!isAbsolute(file)) return file;
  const path = relative(cwd, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
