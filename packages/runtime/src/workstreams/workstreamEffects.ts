import { createRunner } from '@aim/exec';
import type { RunEffects } from '@aim/workstream';
import type { InvocationServices } from '../invokeWith.js';
import type { Settings } from '../loadSettings.js';
import { unsecretEnvironment } from '../unsecretEnvironment.js';
import { invokeStep } from './invokeStep.js';
import { stepSecrets } from './stepSecrets.js';
import { workstreamPreflight } from './workstreamPreflight.js';

/**
 * What a run of workstreams works with: routing, health checks as its preflight, and for each program no secret but
 * those its tool may see. Nothing is opened or started before it is used.
 */
export function workstreamEffects(
  settings: Settings,
  services: InvocationServices,
  options: Pick<RunEffects, 'onEvent' | 'overridePreflight'> = {},
): RunEffects {
  const { platform, dirs } = settings;
  const { audit, signal, vault } = services;
  const common = unsecretEnvironment(settings);
  return {
    ...options,
    stateDir: dirs.state,
    runner: createRunner({ platform }),
    env: common,
    invoke: (request) => invokeStep(settings, request, services),
    preflight: workstreamPreflight(settings, services),
    envFor: (tool) => stepSecrets(settings, tool, { vault, common }),
    audit,
    signal,
    platform,
  };
}
