import { displayText } from '@aim/core';
import type { InstallPlan, InstallStep } from '@aim/installer';
import { renderTable } from '../render/table.js';
import type { TextStyle } from '../result.js';

/** What an installation would do, as a table, and below it what it cannot do and what it holds back. */
export function renderPlan(plan: InstallPlan, style: TextStyle): string {
  const changes = plan.steps.filter(({ action }) => action !== 'keep');
  const kept = plan.steps.length - changes.length;
  const groups = plan.groups.flatMap(({ alternatives }) =>
    alternatives.map((step, index) => row(step, index === 0 ? step.action : 'or else')),
  );
  const rows = [...changes.map((step) => row(step, step.action)), ...groups];
  const sections = [
    rows.length === 0
      ? `Nothing to do${kept === 0 ? '' : `: ${kept} package(s) are as they shall be`}`
      : renderTable({ head: ['Action', 'Package', 'Manager', 'From', 'To'], rows }, style),
    rows.length > 0 && kept > 0 ? `${kept} package(s) stay as they are` : '',
    remarks(plan, style).join('\n'),
  ];
  return sections.filter(Boolean).join('\n\n');
}

/** What a person has to know beside the packages themselves, a line each. */
export function remarks(
  { blocked, unresolved, heldBack, notes }: InstallPlan,
  { colors }: TextStyle,
): string[] {
  const lines = [
    ...blocked.map(
      ({ manager, packages, howToGet }) =>
        `${colors.yellow('!')} ${manager} is not installed: ${packages.join(', ')} must wait. Install it: ${howToGet}`,
    ),
    ...unresolved.map(({ manager, name, reason }) => `${colors.red('✗')} ${name} (${manager}): ${reason}`),
    ...heldBack.map(({ name, manager, version, until, instead }) => {
      const date = until === undefined ? '' : ` until ${new Date(until).toISOString().slice(0, 16)}Z`;
      return `${colors.yellow('!')} ${name} ${version} (${manager}) is held back${date}, being younger than minimumReleaseAge${instead === undefined ? '' : `; ${instead} is taken`}`;
    }),
    ...notes.map((note) => `  ${note}`),
  ];
  return lines.map(displayText);
}

function row({ name, manager, from, to }: InstallStep, action: string): string[] {
  return [action, displayText(name), manager, displayText(from ?? ''), displayText(to ?? '')];
}
