import { AimError, type Adapter, type AdapterContext, type AdapterResult } from '@aim/core';
import { parseAdapterRequest } from './parseAdapterRequest.js';

/** What a stand-alone adapter program prints and how it ends. */
export interface AdapterAnswer {
  /** One line of JSON, for standard output. */
  readonly output: string;
  readonly exitCode: number;
}

/**
 * One turn of the adapter contract, for a program that hands its standard input on and prints the answer: whatever
 * the input, the output is one JSON result. Exit codes are the older adapters': 0 ok, 124 timed out, 127 not
 * installed, otherwise the tool's own, or 1.
 */
export async function answerRequest(
  adapter: Adapter,
  input: string,
  context: AdapterContext,
): Promise<AdapterAnswer> {
  const result = await answer(adapter, input, context);
  return { output: `${JSON.stringify(result)}\n`, exitCode: exitCodeOf(result) };
}

async function answer(adapter: Adapter, input: string, context: AdapterContext): Promise<AdapterResult> {
  try {
    return await adapter.invoke(parseAdapterRequest(input), context);
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    return { success: false, message: error.message, content: { error_reason: 'contract' } };
  }
}

function exitCodeOf({ success, content }: AdapterResult): number {
  if (success) return 0;
  if (content?.error_reason === 'timeout') return 124;
  if (content?.error_reason === 'not_installed') return 127;
  const code = content?.exit_code;
  return typeof code === 'number' && code > 0 ? code : 1;
}
