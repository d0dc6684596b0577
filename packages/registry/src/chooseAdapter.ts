import { interpreterFor } from '@aim/exec';
import { adapterCapability } from './adapterCapability.js';
import type { DetectEffects } from './detectTool.js';
import { inspectScript, type ScriptEffects } from './inspectScript.js';
import type { ToolDefinition } from './registry.js';
import type { PlannedAdapter } from './routePlan.js';

/** What the choice of an adapter needs to know about the world. */
export interface AdapterChoiceEffects extends DetectEffects, ScriptEffects {
  /** The built-in adapter with this id, as far as planning needs it. */
  readonly builtInAdapter?: (id: string) => { readonly capabilities: readonly string[] } | undefined;
}

export interface AdapterWanted {
  readonly tool: string;
  readonly definition: ToolDefinition;
  readonly capability: string;
}

export type AdapterChoice =
  | { readonly adapter: PlannedAdapter; readonly notes: readonly string[] }
  | { readonly status: 'no_adapter' | 'refused_by_policy'; readonly why: string };

/**
 * The tool's script, if it can be used; else its built-in adapter, if that does the capability. A script that is
 * there but unsafe is refused and not replaced: the configuration asked for it.
 */
export function chooseAdapter(wanted: AdapterWanted, effects: AdapterChoiceEffects = {}): AdapterChoice {
  const script = wanted.definition.adapterScript;
  const builtIn = builtInFor(wanted, effects);
  if (script === undefined) {
    return 'id' in builtIn
      ? { adapter: { kind: 'built-in', id: builtIn.id }, notes: [] }
      : { status: 'no_adapter', why: `Tool '${wanted.tool}' has no adapter script, and ${builtIn.lacks}.` };
  }
  const problem = inspectScript(script, effects);
  if (problem?.kind === 'unsafe') return { status: 'refused_by_policy', why: `${problem.message}.` };
  const interpreter = problem === undefined ? interpreterFor(script, effects) : undefined;
  if (interpreter?.file !== undefined) {
    return { adapter: { kind: 'script', path: script, interpreter }, notes: [] };
  }
  const lacking = problem?.message ?? `Adapter script ${script} cannot be started: ${interpreter?.reason}`;
  return 'id' in builtIn
    ? {
        adapter: { kind: 'built-in', id: builtIn.id },
        notes: [`${lacking}; the built-in adapter '${builtIn.id}' is used instead.`],
      }
    : { status: 'no_adapter', why: `${lacking}, and ${builtIn.lacks}.` };
}

function builtInFor(
  { tool, definition, capability }: AdapterWanted,
  effects: AdapterChoiceEffects,
): { readonly id: string } | { readonly lacks: string } {
  const id = definition.adapter ?? tool;
  const adapter = effects.builtInAdapter?.(id);
  if (adapter === undefined) return { lacks: `there is no built-in adapter '${id}'` };
  return adapterCapability(capability, adapter.capabilities) === undefined
    ? { lacks: `the built-in adapter '${id}' does not do '${capability}'` }
    : { id };
}
