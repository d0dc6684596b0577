import { displayText } from '@aim/core';
import { describeRun, type DescribedWorkstream, type Settings } from '@aim/runtime';
import type { RunPlan } from '@aim/workstream';
import { countOf } from '../render/count.js';
import { renderTable } from '../render/table.js';
import type { CommandResult, TextStyle } from '../result.js';

/** Below this many columns the table's own would be a few letters wide. */
const narrow = 72;

/** A plan as a table and as a document, with everything that would be started. */
export function presentPlan(settings: Settings, plan: RunPlan): CommandResult {
  const workstreams = describeRun(settings, plan);
  return {
    json: { root: plan.root, max_workers: plan.maxWorkers, waves: plan.waves, workstreams },
    text: (style) => renderPlan(workstreams, style),
  };
}

function renderPlan(workstreams: readonly DescribedWorkstream[], style: TextStyle): string {
  if (workstreams.length === 0) return 'There are no workstreams';
  const { colors } = style;
  const table = style.columns < narrow ? listOf(workstreams, style) : tableOf(workstreams, style);
  const problems = problemLines(workstreams).map((line) => `${colors.red('✗')} ${line}`);
  const waves = workstreams.at(-1)?.wave ?? 0;
  const sum = `${countOf(workstreams.length, 'workstream')} in ${countOf(waves, 'wave')}`;
  return [table, '', ...problems, sum].join('\n');
}

/** What several lack is said once. */
function problemLines(workstreams: readonly DescribedWorkstream[]): string[] {
  const found = new Map<string, string[]>();
  for (const { ws_id, problems } of workstreams) {
    for (const problem of problems) found.set(problem, [...(found.get(problem) ?? []), ws_id]);
  }
  return [...found].map(([problem, ids]) => displayText(`${ids.join(', ')}: ${problem}`));
}

function tableOf(workstreams: readonly DescribedWorkstream[], style: TextStyle): string {
  return renderTable(
    {
      head: ['Wave', 'Workstream', 'After', 'Steps'],
      rows: workstreams.map((each) => [
        String(each.wave),
        displayText(each.ws_id),
        each.depends_on.map(displayText).join('\n') || '-',
        stepsOf(each).map(displayText).join('\n'),
      ]),
    },
    style,
  );
}

function listOf(workstreams: readonly DescribedWorkstream[], { colors }: TextStyle): string {
  const lines = workstreams.flatMap((each) => [
    colors.bold(displayText(`${each.wave}. ${each.ws_id}`)),
    ...(each.depends_on.length === 0 ? [] : [displayText(`   after ${each.depends_on.join(', ')}`)]),
    ...stepsOf(each).map((step) => displayText(`   ${step}`)),
  ]);
  return lines.join('\n');
}

function stepsOf(each: DescribedWorkstream): string[] {
  return [
    `edit: ${each.edit}`,
    ...each.static.map((line) => `static: ${line}`),
    ...each.runtime.map((line) => `runtime: ${line}`),
    ...each.compensation.map((line) => `on failure: ${line}`),
    ...each.not_run.map((line) => `for you: ${line}`),
  ];
}
