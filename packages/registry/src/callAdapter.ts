import {
  AimError,
  exitCodes,
  type Adapter,
  type AdapterContext,
  type AdapterRequest,
  type AdapterResult,
} from '@aim/core';
import { maskResult } from './maskResult.js';

/**
 * Invokes an adapter and always answers. What an adapter or the runner throws becomes a failed result, so that the
 * next tool gets its turn; the text of an unknown error is left out, since it may hold arguments or the environment.
 */
export async function callAdapter(
  adapter: Adapter,
  request: AdapterRequest,
  context: AdapterContext,
): Promise<AdapterResult> {
  try {
    return maskResult(await adapter.invoke(request, context), context.mask);
  } catch (error) {
    return maskResult(thrown(error, request.tool), context.mask);
  }
}

function thrown(error: unknown, tool: string): AdapterResult {
  if (error instanceof AimError) {
    const reason = error.exitCode === exitCodes.dependency ? 'not_installed' : 'contract';
    return {
      success: false,
      message: error.message,
      content: { error_code: error.code, error_reason: reason, error_hint: error.hint },
    };
  }
  const kind = error instanceof Error ? error.name : typeof error;
  const message = `The adapter of tool '${tool}' failed with an unexpected error (${kind})`;
  return { success: false, message, content: { error_reason: 'crashed' } };
}
