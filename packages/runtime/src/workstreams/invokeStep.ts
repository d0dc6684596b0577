import type { AuditSink } from '@aim/core';
import type { InvokeRequest, InvokeResult } from '@aim/workstream';
import { invokeWith, type InvocationServices } from '../invokeWith.js';
import type { Settings } from '../loadSettings.js';
import { preferTool } from './preferTool.js';

/** Has a step's capability done in its working tree. What is recorded of it names the run and the workstream. */
export async function invokeStep(
  settings: Settings,
  request: InvokeRequest,
  { audit, vault, signal }: InvocationServices,
): Promise<InvokeResult> {
  const { capability, payload, timeoutMs, cwd, env, runId, wsId } = request;
  const { config } = settings;
  const own: Settings = {
    ...settings,
    cwd,
    env: { ...settings.env, ...env },
    config: { ...config, registry: preferTool(config.registry, request) },
  };
  const labelled: AuditSink = (event) =>
    audit({ ...event, details: { ...event.details, run_id: runId, ws_id: wsId } });
  const { success, message, content, tool } = await invokeWith(
    own,
    { capability, payload, ...(timeoutMs !== undefined && { timeoutMs }) },
    { audit: labelled, vault, signal: request.signal ?? signal },
  );
  return { success, message, content: tool === undefined ? content : { tool, ...content } };
}
