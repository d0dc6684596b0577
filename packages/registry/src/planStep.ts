import type { FailureReason } from '@aim/core';
import { chooseAdapter, type AdapterChoiceEffects } from './chooseAdapter.js';
import { detectTool } from './detectTool.js';
import { isRetryable } from './failureReason.js';
import type { Registry } from './registry.js';
import type { PlannedAdapter, RouteStep } from './routePlan.js';

export interface StepWanted {
  readonly tool: string;
  readonly capability: string;
  /** The failure the tool is to be taken to have. */
  readonly simulated?: FailureReason;
  readonly maxRetries: number;
}

/** Finds out whether one tool of a chain could do the capability now. Starts nothing. */
export function planStep(registry: Registry, wanted: StepWanted, effects: AdapterChoiceEffects): RouteStep {
  const { tool, capability, simulated } = wanted;
  const definition = Object.hasOwn(registry.tools, tool) ? registry.tools[tool] : undefined;
  const base = { tool, notes: [] };
  if (definition === undefined) {
    const why = `Tool '${tool}' is not in the registry.`;
    return { ...base, status: 'unknown_tool', reason: 'not_installed', why };
  }
  if (simulated !== undefined) {
    return {
      ...base,
      status: 'simulated_failure',
      reason: simulated,
      why: simulationText(simulated, wanted),
    };
  }
  const blocked = registry.blockedTools ?? {};
  if (Object.hasOwn(blocked, tool)) {
    const why = `Tool '${tool}' is refused: ${blocked[tool] ?? 'it is blocked'}`;
    return { ...base, status: 'refused_by_policy', reason: 'refused_by_policy', why };
  }
  const { path } = detectTool(tool, definition, effects);
  if (path === null) {
    const why = `Tool '${tool}' is not installed; looked for ${definition.detectCommands.join(', ')}.`;
    return { ...base, status: 'not_installed', reason: 'not_installed', why };
  }
  const choice = chooseAdapter({ tool, definition, capability }, effects);
  if ('status' in choice) {
    const reason = choice.status === 'no_adapter' ? 'not_installed' : choice.status;
    return { ...base, status: choice.status, reason, path, why: choice.why };
  }
  const why = `Tool '${tool}' is installed at ${path} and has ${adapterText(choice.adapter)}.`;
  return { ...base, ...choice, status: 'ready', path, why };
}

function adapterText(adapter: PlannedAdapter): string {
  return adapter.kind === 'script'
    ? `the adapter script ${adapter.path}`
    : `the built-in adapter '${adapter.id}'`;
}

function simulationText(reason: FailureReason, { tool, maxRetries }: StepWanted): string {
  const tries =
    maxRetries > 0 && isRetryable(reason)
      ? `it would be tried again up to ${maxRetries === 1 ? 'once' : `${maxRetries} times`}`
      : 'it would not be tried again';
  return `Tool '${tool}' is taken to fail with '${reason}': ${tries}, then the next tool follows.`;
}
