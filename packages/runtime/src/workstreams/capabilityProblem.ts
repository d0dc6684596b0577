import { AimError } from '@aim/core';
import type { InvokeRequest, WorkstreamProblem } from '@aim/workstream';
import type { Settings } from '../loadSettings.js';
import { planRouteOf } from '../planRouteOf.js';
import { preferTool } from './preferTool.js';

/** Why no tool could do what a step asks for; `undefined` when one is ready. Starts nothing. */
export function capabilityProblem(
  settings: Settings,
  request: Pick<InvokeRequest, 'capability' | 'tool'>,
): WorkstreamProblem | undefined {
  const { config } = settings;
  const { capability } = request;
  const own = { ...settings, config: { ...config, registry: preferTool(config.registry, request) } };
  try {
    const { chosen, error, steps } = planRouteOf(own, { capability });
    if (chosen !== null) return undefined;
    const [first] = steps;
    const tools = steps.map(({ tool, status }) => `${tool} (${status.replaceAll('_', ' ')})`).join(', ');
    const message = error?.message ?? `No tool is ready for ${capability}: ${tools}.`;
    const fix =
      first?.reason === 'not_installed'
        ? `Install ${first.tool}, or name another tool for ${capability} in registry.capabilities.`
        : `See \`aim route ${capability} --explain\`.`;
    return { message, fix };
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    return { message: error.message, fix: error.hint ?? `See \`aim route ${capability}\`.` };
  }
}
