import type { RunResult } from '@aim/core';
import { defineAdapter } from '../defineAdapter.js';
import { formattingAction } from '../formattingAction.js';
import { asRecord, asRecords, asText, parseJson } from '../jsonOutput.js';
import { lintingAction, type LintIssue } from '../lintingAction.js';
import { versionActions } from '../versionActions.js';

const handles = ['.py', '.pyi', '.pyw', '.ipynb'];

function issues({ stdout, exitCode }: RunResult): readonly LintIssue[] | undefined {
  const report = parseJson(stdout);
  if (!Array.isArray(report) || (exitCode !== 0 && exitCode !== 1)) return undefined;
  return asRecords(report).map(({ filename, location, code, severity, message }) => ({
    file: asText(filename),
    line: Number(asRecord(location)?.row ?? 0),
    column: Number(asRecord(location)?.column ?? 0),
    rule: asText(code),
    severity: severity === 'warning' || severity === 'info' ? severity : 'error',
    message: asText(message),
  }));
}

/** Two shapes: `Would reformat: a.py`, and since 0.15 a diagnostic whose second line points into the file. */
function unformatted({ stdout }: RunResult): readonly string[] {
  const names = stdout.matchAll(/^Would reformat: (.+?)\s*$|^unformatted: .*\n\s*--> (.+?):\d+:\d+\s*$/gm);
  return [...new Set([...names].map((name) => name[1] ?? name[2] ?? ''))];
}

/** ruff: lints and formats Python. */
export const ruff = defineAdapter('ruff', {
  ...versionActions(['--version']),
  linting: lintingAction({
    handles,
    args: ['check', '--output-format=json', '--no-fix'],
    issues,
  }),
  formatting: formattingAction({
    handles,
    writeArgs: ['format'],
    checkArgs: ['format', '--check'],
    unformatted,
  }),
});
