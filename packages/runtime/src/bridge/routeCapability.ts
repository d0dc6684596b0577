import { AimError } from '@aim/core';
import type { BridgeOptions } from './BridgeOptions.js';
import type { BridgeAttempt, BridgeResult } from './BridgeResult.js';
import { invokeAdapter } from './invokeAdapter.js';
import { loadCoordinationRules } from './loadCoordinationRules.js';
import { isDocument, type RegistryDocument } from './readRegistryFile.js';
import { recordAuditLog } from './recordAuditLog.js';

/**
 * Has a capability done by its primary tool, else by the first fallback that succeeds; each attempt is recorded. The
 * result of the tool that succeeds is given as it is. Each attempt has the whole time: `timeoutSec`, else the rule's
 * `timeout_ms`, else the configuration's default. There is one try for each tool, and `loadBalance` is not looked at.
 *
 * @throws AimError `BRIDGE_FILE_INVALID`, and what `invokeAdapter` and `recordAuditLog` throw.
 */
export async function routeCapability(
  capability: string,
  payload: Readonly<Record<string, unknown>>,
  options: BridgeOptions = {},
): Promise<BridgeResult> {
  const rules = rulesOr(options);
  if (typeof rules === 'string') return failure(`Coordination rules not found: ${rules}`);
  const { capabilities } = rules;
  const rule =
    isDocument(capabilities) && Object.hasOwn(capabilities, capability)
      ? capabilities[capability]
      : undefined;
  if (!isDocument(rule)) return failure(`Capability '${capability}' not defined in coordination rules`);
  const timeoutSec = options.timeoutSec ?? ruleSeconds(rule);
  const attempts: BridgeAttempt[] = [];
  for (const tool of chainOf(rule)) {
    const result = await invokeAdapter(tool, capability, payload, {
      ...options,
      ...(timeoutSec !== undefined && { timeoutSec }),
    });
    await recordAuditLog({ toolId: tool, capability, payload, result }, options);
    if (result.success) return result;
    attempts.push([tool, result]);
  }
  const listed = attempts.map(([tool, { message }]) => `${tool}: ${message}`).join('; ');
  return {
    success: false,
    message: `All tools failed for capability '${capability}': ${listed}`,
    content: { attempts },
  };
}

/** The rules, or why there are none. */
function rulesOr(options: BridgeOptions): RegistryDocument | string {
  try {
    return loadCoordinationRules(options);
  } catch (error) {
    if (error instanceof AimError && error.code === 'BRIDGE_FILE_MISSING') return error.message;
    throw error;
  }
}

function chainOf({ primary, fallback }: RegistryDocument): readonly string[] {
  const named = [primary, ...(Array.isArray(fallback) ? (fallback as readonly unknown[]) : [])];
  return named.filter((tool) => typeof tool === 'string' && tool !== '') as string[];
}

function ruleSeconds({ timeout_ms: limit }: RegistryDocument): number | undefined {
  return typeof limit === 'number' && limit > 0 ? limit / 1000 : undefined;
}

function failure(message: string): BridgeResult {
  return { success: false, message, content: null };
}
