import type { ConfigIssue } from '../ConfigIssue.js';
import type { CapabilityConfig } from '../generated/AimConfig.js';
import type { EffectiveConfig } from '../EffectiveConfig.js';
import { valueAt } from '../valueAt.js';
import type { AppliedLayer } from './AppliedLayer.js';
import { issueAt } from './issueAt.js';

/** Capabilities whose order a configuration file decides against the rules file. */
export function findOrderConflicts(
  layers: readonly AppliedLayer[],
  config: EffectiveConfig,
): readonly ConfigIssue[] {
  const rules = layers.findLast(({ layer }) => layer.kind === 'rules');
  if (!rules) return [];
  const issues: ConfigIssue[] = [];
  for (const [name, rule] of Object.entries(capabilitiesOf(rules))) {
    const above = layers.slice(layers.indexOf(rules) + 1);
    const decider = above.findLast((layer) => hasOrder(capabilitiesOf(layer)[name]));
    const result = config.registry.capabilities[name];
    if (!decider?.source || !result || rule.primaryTool === undefined) continue;
    const here = describeOrder(result);
    const there = describeOrder(rule);
    if (here === there) continue;
    issues.push(
      issueAt(decider.source.parsed, ['registry', 'capabilities', name], {
        severity: 'warning',
        topic: 'order',
        message: `The order of ${name} here (${here}) wins over ${rules.layer.file ?? 'the rules'} (${there}).`,
        hint: 'Keep one of the two orders.',
      }),
    );
  }
  return issues;
}

function capabilitiesOf({ value }: AppliedLayer): Readonly<Record<string, CapabilityConfig>> {
  return (valueAt(value, ['registry', 'capabilities']) ?? {}) as Readonly<Record<string, CapabilityConfig>>;
}

function hasOrder(capability: CapabilityConfig | undefined): boolean {
  return capability?.primaryTool !== undefined || capability?.fallbacks !== undefined;
}

function describeOrder({ primaryTool, fallbacks = [] }: CapabilityConfig): string {
  return [primaryTool, ...fallbacks].join(', ');
}
