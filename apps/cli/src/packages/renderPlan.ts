import { displayText } from '@aim/core';
import type { HeldBackRelease, InstallPlan, InstallStep } from '@aim/installer';
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
      ? idleText(plan, kept)
      : renderTable({ head: ['Action', 'Package', 'Manager', 'From', 'To'], rows }, style),
    rows.length > 0 && kept > 0 ? `${kept} package(s) stay as they are` : '',
    [...refusals(plan, style), ...remarks(plan, style)].join('\n'),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function idleText({ blocked, unresolved }: InstallPlan, kept: number): string {
  const rest = kept === 0 ? '' : `: ${kept} package(s) are as they shall be`;
  const isStuck = blocked.length + unresolved.length > 0;
  if (!isStuck) return `Nothing to do${rest}`;
  return kept === 0 ? 'Nothing can be done' : `Nothing else can be done${rest}`;
}

/** What the plan contains and carrying it out will refuse. */
function refusals({ steps, groups }: InstallPlan, { colors }: TextStyle): string[] {
  return [...steps, ...groups.flatMap(({ alternatives }) => alternatives)].flatMap(
    ({ manager, name, to = '', refused }) =>
      refused === undefined
        ? []
        : `${colors.red('✗')} ${displayText(`${name} ${to} (${manager}) is not what aim.lock names: ${refused}`)}`,
  );
}

/** What a person has to know beside the packages themselves, a line each. */
export function remarks(
  { blocked, unresolved, heldBack, notes }: InstallPlan,
  { colors }: TextStyle,
): string[] {
  const [warning, failure] = [colors.yellow('!'), colors.red('✗')];
  const lines: (readonly [mark: string, text: string])[] = [
    ...blocked.map(
      ({ manager, packages, howToGet }) =>
        [
          warning,
          `${manager} is not installed: ${packages.join(', ')} must wait. Install it: ${howToGet}`,
        ] as const,
    ),
    ...unresolved.map(({ manager, name, reason }) => [failure, `${name} (${manager}): ${reason}`] as const),
    ...heldBack.map((held) => [warning, heldBackText(held)] as const),
    ...notes.map((note) => [' ', note] as const),
  ];
  return lines.map(([mark, text]) => `${mark} ${displayText(text)}`);
}

function heldBackText({ name, manager, version, until, instead }: HeldBackRelease): string {
  const date = until === undefined ? '' : ` until ${new Date(until).toISOString().slice(0, 16)}Z`;
  const other = instead === undefined ? '' : `; ${instead} is taken`;
  return `${name} ${version} (${manager}) is held back${date}, being younger than minimumReleaseAge${other}`;
}

function row({ name, manager, from, to }: InstallStep, action: string): string[] {
  return [action, displayText(name), manager, displayText(from ?? ''), displayText(to ?? '')];
}
