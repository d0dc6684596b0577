import { loadAdapter } from '@aim/adapters';
import type { AuditSink } from '@aim/core';
import { createRunner } from '@aim/exec';
import { invokeCapability, type CapabilityResult, type InvocationRequest } from '@aim/registry';
import type { Vault } from '@aim/secrets';
import type { Settings } from './loadSettings.js';
import { registryOf } from './registryOf.js';
import { servicePaths } from './servicePaths.js';
import { toolEnvironment } from './toolEnvironment.js';

export interface InvocationServices {
  readonly audit: AuditSink;
  readonly vault: Vault;
  readonly signal: AbortSignal;
}

/**
 * Has a capability done by the first tool that can.
 * @throws AimError when the vault or the audit log cannot be used; what tools do is a result.
 */
export function invokeWith(
  settings: Settings,
  request: InvocationRequest,
  { audit, vault, signal }: InvocationServices,
): Promise<CapabilityResult> {
  const { env, platform, cwd } = settings;
  return invokeCapability(request, {
    env,
    platform,
    cwd,
    registry: registryOf(settings),
    adapters: loadAdapter,
    run: createRunner({ platform }),
    environmentFor: (tool) => toolEnvironment(settings, vault, tool),
    audit,
    lockDirectory: servicePaths(settings).queues,
    signal,
  });
}
