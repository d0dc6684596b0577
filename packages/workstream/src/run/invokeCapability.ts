import { AimError } from '@aim/core';
import { runMarker } from '../tree/endOrphans.js';
import { filesInScope } from './filesInScope.js';
import type { WorkstreamContext } from './RunContext.js';
import type { InvokeResult } from './RunEffects.js';

export interface CapabilityCall {
  readonly capability: string;
  /** Added to the prompt of an editing capability. */
  readonly addition?: string;
}

/** The capability an edit needs when the workstream names only a tool. */
export const editCapability = 'code_generation';

const testCapability = 'testing';

/** Calls a capability for the workstream's own files and tasks. A refusal on the way to the tool is a result, too. */
export async function invokeCapability(
  context: WorkstreamContext,
  call: CapabilityCall,
): Promise<InvokeResult> {
  const { effects, runId, token, tree, workstream } = context;
  const edits = call.capability === (workstream.capability ?? editCapability);
  const {
    timeout_ms: timeoutMs,
    max_retries: maxRetries,
    ...own
  } = edits ? (workstream.capability_payload ?? {}) : {};
  // The tests of a change are seldom among its files; a runner asked for those alone may find none and be content.
  const whole = !edits && call.capability === testCapability;
  const payload = {
    ...(!whole && { files: filesInScope(tree.path, workstream.files_scope) }),
    ...(edits && { prompt: workstream.tasks.join('\n') }),
    ...own,
  } as Record<string, unknown>;
  if (call.addition !== undefined) payload['prompt'] = `${String(payload['prompt'])}\n\n${call.addition}`;
  try {
    return await effects.invoke({
      capability: call.capability,
      payload,
      ...(edits && workstream.tool !== '' && { tool: workstream.tool }),
      ...(typeof timeoutMs === 'number' && { timeoutMs }),
      ...(typeof maxRetries === 'number' && { maxRetries }),
      cwd: tree.path,
      env: { [runMarker]: token },
      runId,
      wsId: workstream.id,
      ...(effects.signal && { signal: effects.signal }),
    });
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    return { success: false, message: error.message, content: { code: error.code } };
  }
}
