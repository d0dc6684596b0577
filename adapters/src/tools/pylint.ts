import type { RunResult } from '@aim/core';
import { defineAdapter } from '../defineAdapter.js';
import { asNumber, asRecords, asText, parseJson } from '../jsonOutput.js';
import { lintingAction, type IssueSeverity, type LintIssue } from '../lintingAction.js';
import { versionActions } from '../versionActions.js';

// Exit codes are bits: 1 fatal, 2 to 16 the kinds of message found, 32 wrong usage.
const couldNotRun = 1 | 32;

function issues({ stdout, exitCode }: RunResult): readonly LintIssue[] | string | undefined {
  const report = parseJson(stdout);
  if (!Array.isArray(report)) return undefined;
  const messages = asRecords(report);
  if (((exitCode ?? couldNotRun) & couldNotRun) !== 0) {
    return asText(messages.find(({ type }) => type === 'fatal')?.message) || undefined;
  }
  return messages.map(({ path, line, column, symbol, type, message }) => ({
    file: asText(path),
    line: asNumber(line),
    column: typeof column === 'number' ? column + 1 : 0,
    rule: asText(symbol),
    severity: severityOf(asText(type)),
    message: asText(message),
  }));
}

function severityOf(type: string): IssueSeverity {
  if (type === 'error' || type === 'fatal') return 'error';
  return type === 'warning' ? 'warning' : 'info';
}

/** pylint: lints Python. */
export const pylint = defineAdapter('pylint', {
  ...versionActions(['--version']),
  linting: lintingAction({
    handles: ['.py', '.pyi', '.pyw'],
    // "json" rather than "json2", which versions before 3 do not know.
    args: ['--output-format=json', '--recursive=y'],
    env: { PYTHONUTF8: '1' },
    issues,
  }),
});
