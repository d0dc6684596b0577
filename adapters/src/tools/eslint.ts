import type { RunResult } from '@aim/core';
import { defineAdapter } from '../defineAdapter.js';
import { asNumber, asRecords, asText, parseJson } from '../jsonOutput.js';
import { lintingAction, type LintIssue } from '../lintingAction.js';
import { versionActions } from '../versionActions.js';

function issues({ stdout, exitCode }: RunResult): readonly LintIssue[] | string | undefined {
  const report = parseJson(stdout);
  if (!Array.isArray(report) || (exitCode !== 0 && exitCode !== 1)) return undefined;
  const files = asRecords(report);
  const checked = files.filter(({ messages }) => !asRecords(messages).some(saysIgnored));
  if (checked.length === 0 && files.length > 0) {
    return `its configuration covers none of these files: ${files.map(({ filePath }) => asText(filePath)).join(', ')}`;
  }
  return files.flatMap(({ filePath, messages }) =>
    asRecords(messages).map(({ line, column, ruleId, severity, message }) => ({
      file: asText(filePath),
      line: asNumber(line),
      column: asNumber(column),
      rule: asText(ruleId),
      severity: severity === 2 ? 'error' : 'warning',
      message: asText(message),
    })),
  );
}

function saysIgnored({ ruleId, fatal, message }: Readonly<Record<string, unknown>>): boolean {
  return !ruleId && fatal !== true && asText(message).startsWith('File ignored');
}

/** ESLint: lints what the project's own configuration covers. */
export const eslint = defineAdapter('eslint', {
  ...versionActions(['--version']),
  linting: lintingAction({
    handles: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.vue', '.svelte', '.astro'],
    args: ['--format', 'json', '--no-color'],
    issues,
  }),
});
