import { resolve } from 'node:path';
import { atomicWrite, displayText } from '@aim/core';
import { countFindings, type CapabilityResult } from '@aim/registry';
import type { ExecutorContext, ExecutorOptions } from './ExecutorContext.js';
import { runAsTask } from './runAsTask.js';

/** Options of the executor `invoke`; `schemas/invoke.json` describes them. */
export interface InvokeExecutorOptions extends ExecutorOptions {
  readonly capability: string;
  readonly prompt?: string;
  readonly files?: readonly string[];
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly tool?: string;
  readonly timeoutMs?: number;
  readonly outputFile?: string;
  readonly allowFindings?: boolean;
}

/**
 * Has a capability carried out, as a task of Nx; the task fails when no tool could do it, and when a checking tool found
 * errors: its own success says no more than that it ran.
 */
export function invokeExecutor(
  options: InvokeExecutorOptions,
  context: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  return runAsTask(options, context, async (plugin) => {
    const {
      capability,
      prompt,
      files,
      payload,
      tool,
      timeoutMs,
      outputFile,
      allowFindings = false,
    } = options;
    const result = await plugin.invoke({
      capability,
      payload: { ...payload, ...(prompt !== undefined && { prompt }), ...(files && { files }) },
      ...(tool !== undefined && { tool }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    if (outputFile !== undefined) writeResult(resolve(context.root, outputFile), result);
    const passed = result.success && (allowFindings || countFindings(result.content) === 0);
    print(result, passed);
    return passed;
  });
}

function writeResult(file: string, result: CapabilityResult): void {
  atomicWrite(file, `${JSON.stringify(result, null, 2)}\n`, { mode: 0o644 });
}

function print({ success, message, content, hint }: CapabilityResult, passed: boolean): void {
  const output = typeof content?.stdout === 'string' ? content.stdout.trimEnd() : '';
  if (output !== '') process.stdout.write(`${output}\n`);
  const lines = [message, ...(success || hint === undefined ? [] : [hint])].map(displayText);
  (passed ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
}
