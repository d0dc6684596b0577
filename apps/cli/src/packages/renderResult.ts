import { displayText } from '@aim/core';
import type { InstallPlan, InstallResult, PackageResult } from '@aim/installer';
import type { TextStyle } from '../result.js';
import { titleOf } from './installProgress.js';
import { remarks } from './renderPlan.js';

const sentences: Readonly<Record<InstallResult['status'], string>> = {
  done: 'Everything is installed',
  nothing_to_do: 'Nothing to do: everything is as it shall be',
  partial: 'Some packages failed; what succeeded was kept',
  rolled_back: 'Nothing was changed, because a package failed; --no-rollback keeps what succeeds',
  rollback_failed: "Undoing failed too; 'aim setup --rollback' tries it again",
};

const removalSentences: Partial<typeof sentences> = {
  done: 'All that was named is removed',
  rolled_back: 'Nothing was changed, because a package could not be removed',
};

/** What an installation did: the packages that changed or failed, then one sentence. */
export function renderResult(
  { status, packages, error, notes, generation }: InstallResult,
  plan: InstallPlan | undefined,
  style: TextStyle,
): string {
  const { colors } = style;
  const lines = packages.flatMap((one) => packageLines(one, style));
  if (error) lines.push(colors.red(displayText(error.message)), ...hintLine(error.hint));
  if (plan !== undefined) lines.push(...remarks(plan, style));
  lines.push(...notes.map((note) => displayText(`  ${note}`)));
  const waits = plan !== undefined && plan.blocked.length + plan.unresolved.length > 0;
  if (status === 'nothing_to_do' && waits) return [...lines, 'Nothing else to do'].join('\n');
  // A run that was stopped has said so already.
  if (error && status === 'rolled_back') return [...lines, 'Nothing was changed'].join('\n');
  const number = generation !== undefined && status === 'done' ? ` (generation ${generation})` : '';
  const isRemoval = packages.length > 0 && packages.every(({ action }) => action === 'remove');
  const sentence = (isRemoval ? removalSentences[status] : undefined) ?? sentences[status];
  return [...lines, `${sentence}${number}`].join('\n');
}

function packageLines(one: PackageResult, { colors }: TextStyle): string[] {
  switch (one.status) {
    case 'done':
      return [`${colors.green('✓')} ${titleOf(one)}`];
    case 'failed':
      return [
        `${colors.red('✗')} ${titleOf(one)}: ${displayText(one.error?.message ?? 'failed')}`,
        ...hintLine(one.error?.hint),
      ];
    case 'rolled_back':
      return [`${colors.yellow('↶')} ${titleOf(one)}: undone`];
    case 'not_attempted':
      return [`${colors.dim('·')} ${titleOf(one)}: not done`];
    default:
      return [];
  }
}

function hintLine(hint: string | undefined): string[] {
  return hint === undefined ? [] : [`    → ${displayText(hint)}`];
}
