import type { Adapter, AdapterResult, AuditEvent, RunRequest } from '@aim/core';
import { ran } from '../../../../tools/testing/ran.mjs';
import type { InvocationEffects } from '../../src/invocation.js';
import type { Registry, ToolDefinition } from '../../src/registry.js';

export function tool(name: string, more: Partial<ToolDefinition> = {}): ToolDefinition {
  return { name, detectCommands: [name], capabilities: ['editing'], ...more };
}

export const threeTools: Registry = {
  tools: { one: tool('one'), two: tool('two'), three: tool('three') },
  capabilities: { editing: { primaryTool: 'one', fallbacks: ['two', 'three'] } },
};

export function ok(message = 'done'): AdapterResult {
  return { success: true, message, content: { exit_code: 0 } };
}

export function failed(reason: string, message: string = reason): AdapterResult {
  return { success: false, message, content: { error_reason: reason } };
}

/** An adapter that gives the answers in turn, the last one for ever. */
export function adapter(
  id: string,
  answers: readonly AdapterResult[],
  capabilities = ['editing'],
): Adapter & { calls: number } {
  return {
    id,
    capabilities,
    secrets: [`${id.toUpperCase()}_KEY`],
    calls: 0,
    invoke() {
      this.calls += 1;
      return Promise.resolve(answers[Math.min(this.calls, answers.length) - 1] ?? ok());
    },
  };
}

export interface Recorded {
  readonly effects: InvocationEffects;
  readonly events: AuditEvent[];
  readonly slept: number[];
  readonly runs: RunRequest[];
}

/** Effects in which every command is installed and nothing real happens. */
export function fakeEffects(
  registry: Registry,
  adapters: readonly Adapter[],
  more: Partial<InvocationEffects> = {},
): Recorded {
  const events: AuditEvent[] = [];
  const slept: number[] = [];
  const runs: RunRequest[] = [];
  const effects: InvocationEffects = {
    registry,
    adapters: (id) => adapters.find((each) => each.id === id),
    run: (request) => {
      runs.push(request);
      return Promise.resolve(ran());
    },
    environmentFor: () => Promise.resolve({ env: {}, mask: [] }),
    audit: (event) => {
      events.push(event);
      return Promise.resolve();
    },
    cwd: process.cwd(),
    env: { PATH: '/bin' },
    platform: 'linux',
    isExecutable: () => true,
    random: () => 0,
    clock: () => 0,
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
    ...more,
  };
  return { effects, events, slept, runs };
}
