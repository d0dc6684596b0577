import type { ConfigIssue } from '../ConfigIssue.js';
import type { EffectiveConfig } from '../EffectiveConfig.js';
import { nearestName } from '@aim/core';
import { valueAt } from '../valueAt.js';
import type { AppliedLayer } from './AppliedLayer.js';
import { issueAt } from './issueAt.js';

/** Capabilities that name a tool nobody describes. */
export function findBrokenReferences(
  layers: readonly AppliedLayer[],
  { registry }: EffectiveConfig,
): readonly ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  for (const [name, capability] of Object.entries(registry.capabilities)) {
    for (const tool of [capability.primaryTool, ...capability.fallbacks]) {
      if (Object.hasOwn(registry.tools, tool)) continue;
      const key = tool === capability.primaryTool ? 'primaryTool' : 'fallbacks';
      const path = ['registry', 'capabilities', name, key];
      const source = layers.findLast((layer) => valueAt(layer.value, path) !== undefined)?.source;
      const nearest = nearestName(tool, Object.keys(registry.tools));
      if (!source) continue;
      issues.push(
        issueAt(source.parsed, path, {
          severity: 'warning',
          topic: 'reference',
          message: `${name} names the tool ${JSON.stringify(tool)}, which is not described anywhere.`,
          hint: nearest ? `Did you mean "${nearest}"?` : `Describe it in registry.tools, or leave it out.`,
        }),
      );
    }
  }
  return issues;
}
