import { displayText } from '@aim/core';
import type { WorkstreamVerdict } from '@aim/workstream';
import { countOf } from '../render/count.js';
import type { TextStyle } from '../result.js';
import { issueLines } from './issueLines.js';

/** What is wrong with workstream files, and one sentence. */
export function renderVerdict(
  { bundle_count, errors, warnings, conflicts }: WorkstreamVerdict,
  places: readonly string[],
  { colors }: TextStyle,
): string {
  const shared = conflicts.filter(({ ordered }) => ordered);
  const lines = [
    ...errors.map((issue) => `${colors.red('error')} ${issueLines(issue)}`),
    ...warnings.map((issue) => `${colors.yellow('warning')} ${issueLines(issue)}`),
    ...shared.map(({ path, workstreams }) =>
      colors.dim(displayText(`${path} is claimed by ${workstreams.join(' and ')}, one after the other`)),
    ),
  ];
  const count = countOf(bundle_count, 'workstream');
  if (bundle_count === 0 && errors.length === 0) {
    return [...lines, displayText(`There are no workstreams in ${places.join(', ')}`)].join('\n');
  }
  const sentence =
    errors.length === 0
      ? `${colors.green('✓')} ${count}, no errors`
      : `${colors.red('✗')} ${count} could be read, ${countOf(errors.length, 'error')}`;
  return [...lines, sentence].join('\n');
}
