import type { EffectiveConfig } from '@aim/config';

type RegistryConfig = EffectiveConfig['registry'];

export interface ToolPreference {
  readonly capability: string;
  /** Tried first where it offers the capability, with the others behind it. Without meaning to routing otherwise. */
  readonly tool?: string;
  /** In the place of the rule's own. */
  readonly maxRetries?: number;
}

/** The registry for one invocation that would rather have a certain tool, without giving up the others. */
export function preferTool(
  registry: RegistryConfig,
  { capability, tool, maxRetries }: ToolPreference,
): RegistryConfig {
  const { capabilities, tools } = registry;
  const rule = Object.hasOwn(capabilities, capability) ? capabilities[capability] : undefined;
  const chain = rule === undefined ? [] : [rule.primaryTool, ...(rule.fallbacks ?? [])];
  const definition = tool !== undefined && Object.hasOwn(tools, tool) ? tools[tool] : undefined;
  const offers =
    tool !== undefined && (chain.includes(tool) || definition?.capabilities?.includes(capability));
  if (!offers && (rule === undefined || maxRetries === undefined)) return registry;
  const order = {
    primaryTool: tool ?? '',
    fallbacks: chain.filter((name) => name !== tool),
    loadBalance: false,
  };
  const changed = {
    ...rule,
    ...(offers && order),
    ...(maxRetries !== undefined && { max_retries: maxRetries }),
  };
  return { ...registry, capabilities: { ...capabilities, [capability]: changed } } as RegistryConfig;
}
