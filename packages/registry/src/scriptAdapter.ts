import { basename } from 'node:path';
import type { Adapter } from '@aim/core';
import { scriptOutcome } from './scriptOutcome.js';

export interface ScriptAdapterOptions {
  /** The tool's id in the registry. */
  readonly tool: string;
  /** Absolute path of the script. */
  readonly path: string;
  /** The program that is started, and its arguments up to and including the script. */
  readonly interpreter: { readonly file: string; readonly args: readonly string[] };
  readonly capabilities: readonly string[];
  readonly secrets: readonly string[];
}

/**
 * Makes an adapter of a script that speaks the adapter contract: the request is one JSON object on its standard
 * input, the result one JSON object on its standard output.
 */
export function createScriptAdapter(options: ScriptAdapterOptions): Adapter {
  const { tool, path, interpreter, capabilities, secrets } = options;
  return {
    id: tool,
    capabilities,
    secrets,
    async invoke(request, { run, cwd, env, mask, signal }) {
      const timeoutMs = request.timeout_ms;
      const finished = await run({
        file: interpreter.file,
        args: interpreter.args,
        cwd,
        env,
        stdin: JSON.stringify(request),
        timeoutMs,
        mask,
        ...(signal && { signal }),
      });
      return scriptOutcome(finished, { tool, script: basename(path), timeoutMs });
    },
  };
}
