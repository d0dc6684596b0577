import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Adapter, AdapterContext, AdapterResult, Runner, RunRequest, RunResult } from '@aim/core';
import { onTestFinished } from 'vitest';
import { ran } from '../../../tools/testing/ran.mjs';

/** A folder that is gone after the test. */
export function tempDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'aim-adapters-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** What the child may need to run at all, and nothing of the user's. */
export function plainEnv(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
  };
}

export interface CallOptions {
  readonly payload?: Record<string, unknown>;
  readonly context?: Partial<AdapterContext>;
  readonly timeoutMs?: number;
}

/** Asks an adapter for one capability. */
export function invoke(
  adapter: Adapter,
  capability: string,
  options: CallOptions = {},
): Promise<AdapterResult> {
  return adapter.invoke(
    {
      capability,
      payload: options.payload ?? {},
      tool: adapter.id,
      timeout_ms: options.timeoutMs ?? 20_000,
      max_retries: 0,
      contract: 'AIM_PLUS_V1',
    },
    { run: never, executable: '/opt/tool', cwd: tmpdir(), env: plainEnv(), mask: [], ...options.context },
  );
}

/** A recorded start of a tool; `inputFile` is the content of the message file it was given. */
export interface Start extends RunRequest {
  readonly inputFile?: string;
}

/** A Runner that starts nothing: it records the request and gives the next of the recorded outputs. */
export function replay(...outputs: ReadonlyArray<Partial<RunResult>>): { run: Runner; starts: Start[] } {
  const starts: Start[] = [];
  return {
    starts,
    run: async (request) => {
      const path = request.args
        .find((arg) => arg.startsWith('--message-file='))
        ?.slice('--message-file='.length);
      starts.push({ ...request, ...(path ? { inputFile: readFileSync(path, 'utf8') } : {}) });
      return ran(outputs[Math.min(starts.length, outputs.length) - 1]);
    },
  };
}

/** Asks an adapter with a recorded output in place of its tool. */
export async function invokeRecorded(
  adapter: Adapter,
  capability: string,
  { output, ...options }: CallOptions & { output: Partial<RunResult> },
): Promise<{ result: AdapterResult; start: Start }> {
  const { run, starts } = replay(output);
  const result = await invoke(adapter, capability, { ...options, context: { ...options.context, run } });
  const start = starts[0];
  if (!start) throw new Error(`${adapter.id} started nothing: ${result.message}`);
  return { result, start };
}

const never: Runner = () => Promise.reject(new Error('nothing may be started here'));
