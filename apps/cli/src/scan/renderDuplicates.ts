import { displayText } from '@aim/core';
import type { DuplicateEntry, DuplicateGroup, DuplicateReport } from '@aim/scanner';
import { formatBytes } from '../render/bytes.js';
import { countOf } from '../render/count.js';
import type { TextStyle } from '../result.js';

/** As many groups and files of a group are shown unless all are asked for. */
const shownGroups = 20;
const shownFiles = 20;

/** Groups of equal files, the most wasteful first, and a sum. */
export function renderDuplicates(report: DuplicateReport, verbose: boolean, style: TextStyle): string {
  const { groups } = report;
  const shown = verbose ? groups : groups.slice(0, shownGroups);
  const lines = shown.flatMap((group) => groupLines(group, verbose, style));
  const rest = groups.length - shown.length;
  if (rest > 0) lines.push(`${countOf(rest, 'more group')} (--verbose shows all)`, '');
  return [...lines, ...sum(report, style)].join('\n');
}

function groupLines(group: DuplicateGroup, verbose: boolean, { colors }: TextStyle): string[] {
  const { entries, size, wastedBytes, hash, algorithm } = group;
  const name = verbose ? colors.dim(`  ${algorithm} ${hash}`) : '';
  const title = `${formatBytes(wastedBytes)} wasted: ${countOf(entries.length, 'file')} of ${formatBytes(size)}`;
  const shown = verbose ? entries : entries.slice(0, shownFiles);
  const rest = entries.length - shown.length;
  return [
    `${colors.bold(title)}${name}`,
    ...shown.map((entry) => `  ${fileText(entry)}`),
    ...(rest > 0 ? [`  and ${countOf(rest, 'more file')}`] : []),
    '',
  ];
}

function fileText({ path, links }: DuplicateEntry): string {
  const also = links === undefined ? '' : ` (also: ${links.join(', ')})`;
  return displayText(`${path}${also}`);
}

function sum(report: DuplicateReport, { colors }: TextStyle): string[] {
  const { groups, scannedFiles, scannedBytes, wastedBytes, storesLeftOut, changed } = report;
  const looked = `${countOf(scannedFiles, 'file')} (${formatBytes(scannedBytes)}) looked at`;
  const lines =
    groups.length === 0
      ? [`${colors.green('✓')} No duplicates; ${looked}`]
      : [`${countOf(groups.length, 'group')}, ${formatBytes(wastedBytes)} wasted; ${looked}`];
  if (storesLeftOut.length > 0)
    lines.push(
      colors.dim(`${countOf(storesLeftOut.length, 'store')} left out (--include-stores looks into them)`),
    );
  if (changed.length > 0)
    lines.push(colors.dim(`${countOf(changed.length, 'file')} changed meanwhile and left out`));
  if (groups.length > 0)
    lines.push(
      colors.dim('To mend it: aim scan duplicates --json > plan.json; aim scan fix plan.json --hardlink'),
    );
  return lines;
}
