import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditSink } from '@aim/core';
import { createRunner } from '@aim/exec';
import type { Vault } from '@aim/secrets';
import type { RunEffects } from '@aim/workstream';
import type { Settings } from '../loadSettings.js';
import { unsecretEnvironment } from '../unsecretEnvironment.js';
import { capabilityProblem } from './capabilityProblem.js';
import { invokeStep } from './invokeStep.js';
import { stepSecrets } from './stepSecrets.js';
import { workstreamPreflight } from './workstreamPreflight.js';

export interface WorkstreamServices {
  readonly audit: AuditSink;
  /** Called once: all steps share the vault, so that a passphrase is asked for once. */
  readonly openVault: (audit: AuditSink) => Vault;
  readonly signal: AbortSignal;
}

/**
 * What a run of workstreams works with: routing, health checks as its preflight, and for each program no secret but
 * those its tool may see. Nothing is opened or started before it is used.
 */
export function workstreamEffects(
  settings: Settings,
  services: WorkstreamServices,
  options: Pick<RunEffects, 'onEvent' | 'overridePreflight'> = {},
): RunEffects {
  const { platform, dirs } = settings;
  const { audit, signal } = services;
  const step = new AsyncLocalStorage<{ readonly run_id: string; readonly ws_id: string }>();
  const labelled: AuditSink = (event) =>
    audit({ ...event, details: { ...event.details, ...step.getStore() } });
  const vault = services.openVault(labelled);
  const common = unsecretEnvironment(settings);
  return {
    ...options,
    stateDir: dirs.state,
    runner: createRunner({ platform }),
    env: common,
    invoke: (request) =>
      step.run({ run_id: request.runId, ws_id: request.wsId }, () =>
        invokeStep(settings, request, { audit: labelled, vault, signal }),
      ),
    capabilityProblem: (request) => capabilityProblem(settings, request),
    preflight: workstreamPreflight(settings, services),
    envFor: (tool, { id }, runId) =>
      step.run({ run_id: runId, ws_id: id }, () => stepSecrets(settings, tool, { vault, common })),
    audit,
    signal,
    platform,
  };
}
