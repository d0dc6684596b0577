import type { RunResult } from '@aim/core';
import { defineAdapter } from '../defineAdapter.js';
import { formattingAction } from '../formattingAction.js';
import { asNumber, asRecord, asRecords, asText, parseJson } from '../jsonOutput.js';
import { lintingAction, type LintIssue } from '../lintingAction.js';
import { versionActions } from '../versionActions.js';

const handles = ['.py', '.pyi', '.pyw', '.ipynb'];

function issues({ stdout, exitCode }: RunResult): readonly LintIssue[] | undefined {
  const report = parseJson(stdout);
  if (!Array.isArray(report) || (exitCode !== 0 && exitCode !== 1)) return undefined;
  return asRecords(report).map(({ filename, location, code, severity, message }) => ({
    file: asText(filename),
    line: asNumber(asRecord(location)?.row),
    column: asNumber(asRecord(location)?.column),
    rule: asText(code),
    severity: severity === 'warning' || severity === 'info' ? severity : 'error',
    message: asText(message),
  }));
}

/** Two shapes: `Would reformat: a.py`, and since 0.15 a diagnostic whose second line points into the file. */
function unformatted({ stdout }: RunResult): readonly string[] {
  const names = stdout.matchAll(
    /^Would reformat: (.+)$|^unformatted: .*\r?\n[ \t]*--> (.+):\d+:\d+[ \t]*$/gm,
  );
  return [...new Set([...names].map((name) => (name[1] ?? name[2] ?? '').trim()))];
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
