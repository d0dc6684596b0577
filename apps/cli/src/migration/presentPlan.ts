import type { MigrationPlan } from '@aim/config';
import { displayText } from '@aim/core';
import type { CommandResult, TextStyle } from '../result.js';
import { summarizeMoves } from './summarizeMoves.js';

/** What a migration would do, without doing it. */
export function presentPlan(
  plan: MigrationPlan,
  { withSecrets }: { readonly withSecrets: boolean },
): CommandResult {
  return {
    json: planJson(plan),
    text: (style) => {
      const keys = withSecrets ? "\n'--apply' imports the keys of the older systems, too" : '';
      return `${renderPlan(plan, style)}${keys}`;
    },
  };
}

export function planJson({
  target,
  sources,
  changes,
  placements,
  conflicts,
  warnings,
  diff,
}: MigrationPlan): object {
  return { target, changes, sources, placements, conflicts, warnings, diff };
}

function renderPlan(plan: MigrationPlan, style: TextStyle): string {
  const sections = [...renderFindings(plan, style)];
  if (plan.sources.length === 0) return 'Found no configuration of an older system';
  if (!plan.changes)
    return [...sections, `${displayText(plan.target)} is as it should be: nothing to do`].join('\n\n');
  const diff = plan.diff.split('\n').map((line) => colourLine(displayText(line), style));
  return [...sections, diff.join('\n').trimEnd(), "Nothing was written: '--apply' does it"].join('\n\n');
}

/** The sources, what sources disagree on, what is kept under its own name, and what is odd. */
export function renderFindings(plan: MigrationPlan, { colors }: TextStyle): string[] {
  const sources = plan.sources.map(({ file, shape, version, state }) =>
    displayText(
      `  ${file} (${[shape, version].filter(Boolean).join(' ')}${state === 'new' ? '' : `, ${state}`})`,
    ),
  );
  const conflicts = plan.conflicts.map(({ setting, chosen, candidates, why }) =>
    [
      `${colors.yellow('!')} ${displayText(setting)}`,
      displayText(`    taken: ${JSON.stringify(chosen.value)} (${chosen.file})`),
      ...candidates
        .slice(1)
        .map(({ file, value }) => displayText(`    not taken: ${JSON.stringify(value)} (${file})`)),
      displayText(`    ${why}`),
    ].join('\n'),
  );
  const moved = renderMoves(plan, 'moved');
  const kept = renderMoves(plan, 'kept');
  const warnings = plan.warnings.map(({ file, line, message, hint }) =>
    [
      `${colors.yellow('!')} ${displayText(`${file ?? ''}${line === undefined ? '' : `:${line}`} ${message}`)}`,
      ...(hint === undefined ? [] : [displayText(`    → ${hint}`)]),
    ].join('\n'),
  );
  return [
    ...(sources.length > 0 ? [`${colors.bold('From')}\n${sources.join('\n')}`] : []),
    ...(conflicts.length > 0 ? [`${colors.bold('Choices')}\n${conflicts.join('\n')}`] : []),
    ...(moved.length > 0 ? [`${colors.bold('Where it goes')}\n${moved.join('\n')}`] : []),
    ...(kept.length > 0
      ? [`${colors.bold('Kept as it is, since nothing reads it')}\n${kept.join('\n')}`]
      : []),
    ...(warnings.length > 0 ? [warnings.join('\n')] : []),
  ];
}

function renderMoves({ placements }: MigrationPlan, outcome: 'moved' | 'kept'): string[] {
  return summarizeMoves(placements, outcome).flatMap(({ file, from, to }, index, all) => {
    const line = displayText(`    ${from}${from === to ? '' : ` → ${to}`}`);
    return file === all[index - 1]?.file ? [line] : [displayText(`  ${file}`), line];
  });
}

function colourLine(line: string, { colors }: TextStyle): string {
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : line;
}
