import { nearestName } from '@aim/core';
import type { CapabilityRule, Registry } from './registry.js';
import type { RouteError, RouteRequest } from './routePlan.js';

export interface ToolOrder {
  readonly tools: readonly string[];
  /** Absent when `tool` was asked for and only declares the capability. */
  readonly rule?: CapabilityRule;
  readonly error?: RouteError;
}

/**
 * The tools to try, in order: primary, then fallbacks, each once; or the one tool asked for.
 *
 * @param random - 0 ≤ value < 1; where the chain starts when the rule says `loadBalance`.
 */
export function toolOrder(registry: Registry, request: RouteRequest, random: () => number): ToolOrder {
  const rule = ruleOf(registry, request.capability);
  if (request.tool !== undefined) return onlyTool(registry, request.capability, request.tool);
  if (rule === undefined) return { tools: [], error: unknownCapability(registry, request.capability) };
  const tools = chainOf(rule);
  return { rule, tools: rule.loadBalance === true ? rotated(tools, random()) : tools };
}

function onlyTool(registry: Registry, capability: string, tool: string): ToolOrder {
  const rule = ruleOf(registry, capability);
  const definition = Object.hasOwn(registry.tools, tool) ? registry.tools[tool] : undefined;
  const inChain = rule !== undefined && chainOf(rule).includes(tool);
  if (definition === undefined && !inChain) return { tools: [], error: unknownTool(registry, tool) };
  if (inChain) return { tools: [tool], rule };
  if (definition?.capabilities?.includes(capability)) return { tools: [tool], ...(rule && { rule }) };
  if (rule === undefined) return { tools: [], error: unknownCapability(registry, capability) };
  return {
    tools: [],
    error: {
      code: 'tool_without_capability',
      message: `Tool '${tool}' does not offer the capability '${capability}'; tools that do: ${chainOf(rule).join(', ')}.`,
    },
  };
}

function ruleOf(registry: Registry, capability: string): CapabilityRule | undefined {
  const rules = registry.capabilities ?? {};
  return Object.hasOwn(rules, capability) ? rules[capability] : undefined;
}

function chainOf(rule: CapabilityRule): readonly string[] {
  return [...new Set([rule.primaryTool, ...(rule.fallbacks ?? [])])];
}

function rotated(tools: readonly string[], fraction: number): readonly string[] {
  const start = Math.floor(fraction * tools.length) % tools.length;
  return [...tools.slice(start), ...tools.slice(0, start)];
}

function unknownCapability(registry: Registry, capability: string): RouteError {
  const known = Object.keys(registry.capabilities ?? {});
  const message = `No routing rule for the capability '${capability}'.`;
  return { code: 'unknown_capability', ...withSuggestion(message, capability, known) };
}

function unknownTool(registry: Registry, tool: string): RouteError {
  const message = `Tool '${tool}' is not in the registry.`;
  return { code: 'unknown_tool', ...withSuggestion(message, tool, Object.keys(registry.tools)) };
}

function withSuggestion(message: string, name: string, known: readonly string[]): Omit<RouteError, 'code'> {
  if (known.length === 0) return { message: `${message} The registry names none.` };
  const nearest = nearestName(name, known);
  if (nearest === undefined) return { message: `${message} Known: ${known.join(', ')}.` };
  return { message: `${message} Did you mean '${nearest}'?`, nearest };
}
