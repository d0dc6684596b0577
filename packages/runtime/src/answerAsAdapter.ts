import { answerRequest, builtInAdapters, loadAdapter, type AdapterAnswer } from '@aim/adapters';
import { nearestName } from '@aim/core';
import { createRunner } from '@aim/exec';
import { childEnvironment } from './childEnvironment.js';
import { detectToolsOf } from './detectToolsOf.js';
import { runtimeError } from './errors.js';
import type { Settings } from './loadSettings.js';

export interface AdapterCall {
  /** Id of a built-in adapter. */
  readonly id: string;
  /** One JSON object of the adapter contract. */
  readonly input: string;
  readonly signal: AbortSignal;
}

/**
 * Lets a built-in adapter answer one request of the adapter contract, as a program of its own does: the tool gets the
 * environment of the caller, who has put in what it may see.
 * @throws AimError `ADAPTER_UNKNOWN`, `ADAPTER_TOOL_MISSING`.
 */
export async function answerAsAdapter(
  settings: Settings,
  { id, input, signal }: AdapterCall,
): Promise<AdapterAnswer> {
  const adapter = await loadAdapter(id);
  if (adapter === undefined) {
    const ids = builtInAdapters.map((known) => known.id);
    const nearest = nearestName(id, ids);
    throw runtimeError('ADAPTER_UNKNOWN', `There is no built-in adapter '${id}'`, {
      hint: `${nearest === undefined ? '' : `Did you mean '${nearest}'? `}The built-in adapters: ${ids.join(', ')}.`,
    });
  }
  const { tools } = settings.config.registry;
  const executable = detectToolsOf(settings).find(
    ({ tool, installed }) => installed && (tools[tool]?.adapter ?? tool) === id,
  )?.path;
  if (!executable) {
    throw runtimeError('ADAPTER_TOOL_MISSING', `The tool of adapter '${id}' is not installed`, {
      hint: "'aim tools detect' shows where it is looked for.",
    });
  }
  const { env, mask } = childEnvironment({
    platform: settings.platform,
    parent: settings.env,
    secretNames: [],
    granted: adapter.secrets,
    vaultValues: {},
  });
  const run = createRunner({ platform: settings.platform });
  return answerRequest(adapter, input, { run, executable, cwd: settings.cwd, env, mask, signal });
}
