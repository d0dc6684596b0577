import { displayText, exitCodes, failureReasons, nearestName, type FailureReason } from '@aim/core';
import type { RoutePlan, RouteStep } from '@aim/registry';
import { planRouteOf } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import { cliError } from '../../errors.js';
import type { CommandResult, TextStyle } from '../../result.js';

export class Route extends AimCommand {
  static override paths = [['route']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'Show which tool would do a capability, and why',
    details: 'Looks at the configuration and at PATH only; starts nothing.',
    examples: [
      ['Which tool would write code', 'aim route code_generation'],
      ['What if its quota were used up', 'aim route code_generation --explain --simulate aider=quota'],
    ],
  });

  readonly explain = Option.Boolean('--explain', false, {
    description: 'Give the reason for every tool of the chain',
  });
  readonly simulate = Option.Array('--simulate', [], {
    description: 'Take a tool as failing: TOOL=REASON; may be given more than once',
  });
  readonly tool = Option.String('--tool', { description: 'Only this tool, no fallbacks' });
  readonly capability = Option.String({ name: 'CAPABILITY' });

  async run(): Promise<CommandResult> {
    const simulate = Object.fromEntries(this.simulate.map(parseSimulation));
    const plan = planRouteOf(this.settings(), {
      capability: this.capability,
      simulate,
      ...(this.tool === undefined ? {} : { tool: this.tool }),
    });
    return {
      json: plan,
      text: (style) => renderRoute(plan, { explain: this.explain || plan.chosen === null }, style),
      exitCode: exitCodeOf(plan),
    };
  }
}

function exitCodeOf({ error, chosen }: RoutePlan): number {
  if (error !== undefined) return exitCodes.input;
  return chosen === null ? exitCodes.dependency : exitCodes.ok;
}

function parseSimulation(text: string): [string, FailureReason] {
  const [tool = '', reason = ''] = text.split('=');
  const known = failureReasons.find((name) => name === reason);
  if (tool !== '' && known !== undefined) return [tool, known];
  const nearest = nearestName(reason, failureReasons);
  throw cliError('USAGE', '--simulate takes TOOL=REASON', {
    hint: `${nearest === undefined ? '' : `Did you mean '${nearest}'? `}Reasons: ${failureReasons.join(', ')}.`,
  });
}

async function renderRoute(
  plan: RoutePlan,
  { explain }: { explain: boolean },
  style: TextStyle,
): Promise<string> {
  const { colors } = style;
  if (plan.error !== undefined) {
    return plan.error.nearest === undefined
      ? plan.error.message
      : `${plan.error.message}\nDid you mean '${plan.error.nearest}'?`;
  }
  const headline =
    plan.chosen === null
      ? colors.red(`No tool is ready for ${plan.capability}.`)
      : `${plan.capability} → ${colors.green(displayText(plan.chosen))}`;
  if (!explain) return headline;
  const { renderTable } = await import('../../render/table.js');
  const rows = plan.steps.map((step) =>
    [step.tool, mark(step, plan), [step.why, ...step.notes].join(' ')].map(displayText),
  );
  const limits = `timeout ${plan.timeoutMs} ms each, ${plan.maxRetries} retries${plan.loadBalance ? ', spread over all' : ''}`;
  return [
    headline,
    '',
    renderTable({ head: ['Tool', 'Status', 'Why'], rows }, style),
    '',
    limits,
    ...plan.notes,
  ].join('\n');
}

function mark(step: RouteStep, plan: RoutePlan): string {
  if (step.tool === plan.chosen) return 'chosen';
  return step.status === 'ready' ? 'fallback' : step.status.replaceAll('_', ' ');
}
