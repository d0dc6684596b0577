import { createHash } from 'node:crypto';
import { displayText } from '@aim/core';
import type { BridgeOptions } from './BridgeOptions.js';
import type { BridgeResult } from './BridgeResult.js';
import { bridgeServices } from './bridgeServices.js';
import { isDocument } from './readRegistryFile.js';

/** One invocation, as the older bridge recorded it. */
export interface BridgeRecord {
  readonly toolId: string;
  readonly capability: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly result: BridgeResult;
}

/**
 * Records one invocation in the audit log in use. Payload, message and content of the result, which may hold secrets,
 * go in as length and digest.
 *
 * @throws AimError of `@aim/audit` when it cannot be recorded.
 */
export async function recordAuditLog(
  { toolId, capability, payload, result }: BridgeRecord,
  options: BridgeOptions = {},
): Promise<void> {
  const { success, message, content } = result;
  const exitCode = isDocument(content) ? content.exit_code : undefined;
  await bridgeServices(options).audit({
    type: 'tool_invoke',
    severity: success ? 'info' : 'warning',
    message: `${displayText(toolId)}: ${displayText(capability)} ${success ? 'succeeded' : 'failed'}`,
    details: {
      actor: 'pipeline',
      tool: toolId,
      capability,
      success,
      ...(typeof exitCode === 'number' && { exit_code: exitCode }),
      payload: digest(payload),
      message: digest(message),
      content: digest(content ?? null),
    },
  });
}

function digest(value: unknown): { readonly bytes: number; readonly sha256: string } {
  const text = Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  return { bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') };
}
