import type { Adapter } from '@aim/core';
import { adapterCapability } from './adapterCapability.js';
import type { Invocation } from './invocation.js';
import type { ToolDefinition } from './registry.js';
import type { PlannedAdapter } from './routePlan.js';
import { createScriptAdapter } from './scriptAdapter.js';

/** The names the older systems gave every tool; the default for a tool whose own needs are not known. */
const olderSecrets = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GOOGLE_API_KEY', 'GITHUB_TOKEN'] as const;

/** The adapter a planned step stands for, ready to be invoked under the capability's own name. */
export function stepAdapter(tool: string, planned: PlannedAdapter, invocation: Invocation): Adapter {
  const { builtIns, request, effects } = invocation;
  const definition: ToolDefinition | undefined = effects.registry.tools[tool];
  if (planned.kind === 'script') {
    return createScriptAdapter({
      tool,
      path: planned.path,
      interpreter: planned.interpreter,
      capabilities: definition?.capabilities ?? [],
      secrets: definition?.secrets ?? builtIns.get(definition?.adapter ?? tool)?.secrets ?? olderSecrets,
    });
  }
  const adapter = builtIns.get(planned.id);
  if (adapter === undefined)
    throw new Error(`The plan names the adapter '${planned.id}', which is not there.`);
  const capability = adapterCapability(request.capability, adapter.capabilities) ?? request.capability;
  return {
    id: adapter.id,
    capabilities: adapter.capabilities,
    secrets: definition?.secrets ?? adapter.secrets,
    invoke: (asked, context) => adapter.invoke({ ...asked, capability }, context),
  };
}
