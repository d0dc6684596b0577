import { displayText } from '@aim/core';
import type { CheckResult, HealthReport } from '../summarize.js';

/** The report as one Markdown page: a table of all checks, then what was found by each. */
export function renderHealthMarkdown({ timestamp, overall_status, summary, checks }: HealthReport): string {
  const { pass, warn, fail } = summary;
  return [
    `# Health report: ${overall_status}`,
    '',
    `${timestamp}: ${pass} passed, ${warn} warning(s), ${fail} failed`,
    '',
    '| | check | result |',
    '|---|---|---|',
    ...checks.map(({ status, title, message }) => `| ${status} | ${inline(title)} | ${inline(message)} |`),
    ...checks.flatMap(section),
    '',
  ].join('\n');
}

function section({ name, title, status, message, fix, details }: CheckResult): readonly string[] {
  return [
    '',
    `## ${inline(title)} (${inline(name)}): ${status}`,
    '',
    inline(message),
    ...(fix === undefined ? [] : ['', `To mend it: ${inline(fix)}`]),
    ...(details === undefined
      ? []
      : ['', ...fenced(JSON.stringify(details, null, 2).split('\n').map(displayText).join('\n'))]),
  ];
}

/** Text in which no character means anything to Markdown or HTML. */
function inline(text: string): string {
  return displayText(text).replace(/[\\`*_{}[\]<>()#+!|~&$]/g, (character) => `\\${character}`);
}

/** A block that no run of backticks inside can close. */
function fenced(text: string): readonly string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}json`, text, fence];
}
