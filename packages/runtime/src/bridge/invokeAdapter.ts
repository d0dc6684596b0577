import { existsSync } from 'node:fs';
import { AimError, adapterContract, type AdapterRequest, type Runner, type RunResult } from '@aim/core';
import { interpreterFor } from '@aim/exec';
import { createScriptAdapter, inspectScript, maskResult } from '@aim/registry';
import { adapterAnswer } from './adapterAnswer.js';
import type { BridgeOptions } from './BridgeOptions.js';
import type { BridgeResult } from './BridgeResult.js';
import { bridgeServices, type BridgeServices } from './bridgeServices.js';
import { bridgeTool } from './bridgeTool.js';

interface ScriptCall {
  readonly path: string;
  readonly interpreter: { readonly file: string; readonly args: readonly string[] };
  readonly request: AdapterRequest;
}

/**
 * Has a tool's adapter script do a capability: one JSON object on its standard input, one on its standard output.
 * What goes wrong with tool and script is a result. A script of a registry folder that the configuration does not
 * trust, or one that any user may change, is not started.
 *
 * @throws AimError `BRIDGE_FILE_MISSING`, `BRIDGE_FILE_INVALID` for the registry; of `@aim/config` for the settings.
 */
export async function invokeAdapter(
  toolId: string,
  capability: string,
  payload: Readonly<Record<string, unknown>>,
  options: BridgeOptions = {},
): Promise<BridgeResult> {
  const tool = bridgeTool(toolId, options);
  if (tool === undefined) return failure(`Tool '${toolId}' not found in AIM registry`);
  const path = tool.adapterScript;
  if (path === '' || !existsSync(path)) return failure(`Adapter script not found: ${path}`);
  const services = bridgeServices(options);
  const { env, platform } = services;
  const refusal = services.blockedWhy(toolId) ?? inspectScript(path, { platform })?.message;
  if (refusal !== undefined) return failure(`Tool '${toolId}' is refused: ${refusal}`);
  const interpreter = interpreterFor(path, { env, platform });
  if (interpreter.file === undefined) return failure(`Subprocess error: ${interpreter.reason}`);
  const timeoutSec = options.timeoutSec ?? services.defaultTimeoutSec();
  const request: AdapterRequest = {
    capability,
    payload,
    tool: toolId,
    timeout_ms: Math.round(timeoutSec * 1000),
    max_retries: 0,
    contract: adapterContract,
  };
  return runScript({ path, interpreter, request }, services, options.signal);
}

async function runScript(
  { path, interpreter, request }: ScriptCall,
  { run, cwd, environmentFor }: BridgeServices,
  signal: AbortSignal | undefined,
): Promise<BridgeResult> {
  const adapter = createScriptAdapter({
    tool: request.tool,
    path,
    interpreter,
    capabilities: [request.capability],
    secrets: [],
  });
  const { env, mask } = await environmentFor(request.tool);
  let finished: RunResult | undefined;
  const remembering: Runner = async (asked) => (finished = await run(asked));
  try {
    const context = {
      run: remembering,
      executable: interpreter.file,
      cwd,
      env,
      mask,
      ...(signal && { signal }),
    };
    const result = await adapter.invoke(request, context);
    return maskResult(adapterAnswer({ result, finished }), mask);
  } catch (error) {
    if (error instanceof AimError) return failure(`Subprocess error: ${error.message}`);
    throw error;
  }
}

function failure(message: string): BridgeResult {
  return { success: false, message, content: null };
}
