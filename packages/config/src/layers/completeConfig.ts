import type { ConfigIssue } from '../ConfigIssue.js';
import type { EffectiveCapability, EffectiveConfig, EffectiveTool } from '../EffectiveConfig.js';
import { configError } from '../errors.js';
import type { AimConfig } from '../generated/AimConfig.js';
import type { SettingPath } from '../jsonPointer.js';
import { summarizeIssues } from '../summarizeIssues.js';
import { valueAt } from '../valueAt.js';
import type { AppliedLayer } from './AppliedLayer.js';
import { issueAt } from './issueAt.js';

export interface CompleteConfigInput {
  readonly merged: AimConfig;
  readonly layers: readonly AppliedLayer[];
  /** Tools that need not be complete, since they cannot be used anyway. */
  readonly blocked: Readonly<Record<string, string>>;
}

/**
 * Makes the merged layers a whole: every section is there, every tool and capability can be used.
 *
 * @throws AimError CONFIG_INVALID for a tool without detection commands and a capability without a primary tool.
 */
export function completeConfig({ merged, layers, blocked }: CompleteConfigInput): EffectiveConfig {
  const issues: ConfigIssue[] = [];
  const tools: Record<string, EffectiveTool> = {};
  for (const [id, tool] of Object.entries(merged.registry?.tools ?? {})) {
    const { name = id, detectCommands = [], capabilities = [] } = tool;
    if (detectCommands.length === 0 && !Object.hasOwn(blocked, id))
      miss(['registry', 'tools', id], 'detectCommands');
    tools[id] = { ...tool, name, detectCommands, capabilities };
  }
  const capabilities: Record<string, EffectiveCapability> = {};
  for (const [id, capability] of Object.entries(merged.registry?.capabilities ?? {})) {
    const { primaryTool = '', fallbacks = [] } = capability;
    if (primaryTool === '') miss(['registry', 'capabilities', id], 'primaryTool');
    const others = [...new Set(fallbacks)].filter((tool) => tool !== primaryTool);
    capabilities[id] = { ...capability, primaryTool, fallbacks: others };
  }
  if (issues.length > 0) {
    throw configError('CONFIG_INVALID', `The configuration is not complete\n${summarizeIssues(issues)}`, {
      hint: 'Add what is missing.',
      details: { issues },
    });
  }
  const { environment = {}, audit = {}, security = {}, conflict_resolution = {}, workstreams = {} } = merged;
  const registry = { ...merged.registry, tools, capabilities };
  const { version = '1.0.0' } = merged;
  return { ...merged, version, registry, environment, audit, security, conflict_resolution, workstreams };

  function miss(path: SettingPath, key: string): void {
    const parsed = layers.findLast(({ source, value }) => source && valueAt(value, path) !== undefined)
      ?.source?.parsed;
    if (!parsed) return;
    issues.push(
      issueAt(parsed, path, { severity: 'error', topic: 'value', message: `"${key}" is missing.` }),
    );
  }
}
