import type { AdapterResult, RunResult } from '@aim/core';
import { parseAdapterOutput } from '@aim/registry';
import type { BridgeResult } from './BridgeResult.js';

export interface AdapterEnd {
  /** What the registry's script adapter made of the run. */
  readonly result: AdapterResult;
  /** `undefined` when nothing was run. */
  readonly finished: RunResult | undefined;
}

/**
 * The end of an adapter in the words of the older bridge. A result that the adapter printed is given as it is, also
 * when it exits with a failure: dropping it would leave 'Adapter exited with code 1: ' and nothing to go by.
 */
export function adapterAnswer({ result, finished }: AdapterEnd): BridgeResult {
  const { message } = result;
  if (finished?.timedOut) return { success: false, message, content: null };
  if (finished === undefined || finished.startError !== undefined || finished.aborted) {
    return { success: false, message: `Subprocess error: ${message}`, content: null };
  }
  const { exitCode, stdout, stderr } = finished;
  const output = parseAdapterOutput(stdout);
  if ('result' in output) return exitCode === 0 ? output.result : { ...output.result, success: false };
  if (exitCode === 0) {
    const said = `Invalid JSON output from adapter: ${output.problem}`;
    return { success: false, message: said, content: { stdout, stderr } };
  }
  const said = `Adapter exited with code ${exitCode ?? finished.signal}: ${stderr}`;
  return { success: false, message: said, content: { exit_code: exitCode, stderr } };
}
