import { countFindings } from '@aim/registry';
import type { InvokeRequest, InvokeResult } from '@aim/workstream';
import { invokeWith, type InvocationServices } from '../invokeWith.js';
import type { Settings } from '../loadSettings.js';
import { preferTool } from './preferTool.js';

/** Has a step's capability done in its working tree. */
export async function invokeStep(
  settings: Settings,
  request: InvokeRequest,
  { audit, vault, signal }: InvocationServices,
): Promise<InvokeResult> {
  const { capability, payload, timeoutMs, cwd, env } = request;
  const { config } = settings;
  const own: Settings = {
    ...settings,
    cwd,
    env: { ...settings.env, ...env },
    config: { ...config, registry: preferTool(config.registry, request) },
  };
  const { success, message, content, tool } = await invokeWith(
    own,
    { capability, payload, ...(timeoutMs !== undefined && { timeoutMs }) },
    { audit, vault, signal: request.signal ?? signal },
  );
  const findings = countFindings(content);
  return { success, message, content: tool === undefined ? content : { tool, ...content }, findings };
}
