import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AuditEvent } from '@aim/core';
import { createRunner } from '@aim/exec';
import {
  planWaves,
  type InvokeRequest,
  type InvokeResult,
  type PreflightReport,
  type RunEffects,
  type RunPlan,
  type Workstream,
  type WorkstreamEvent,
} from '../../src/index.js';
import { testEnv } from './repository.js';

export const healthy: PreflightReport = { overall_status: 'healthy', checks: [] };

export const done: InvokeResult = { success: true, message: 'ok', content: null };

export function writeIn(directory: string, path: string, content: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), content);
}

/** Effects that record; every edit writes the workstream's id into the files of its scope. */
export function testEffects(home: string, own: Partial<RunEffects> = {}) {
  const events: WorkstreamEvent[] = [];
  const audited: AuditEvent[] = [];
  const calls: InvokeRequest[] = [];
  const effects: RunEffects = {
    stateDir: join(home, 'state'),
    runner: createRunner(),
    env: testEnv(home),
    invoke: async (request) => {
      calls.push(request);
      if (request.capability !== 'code_generation') return done;
      for (const file of request.payload['files'] as string[])
        writeIn(request.cwd, file, `${request.wsId}\n`);
      return done;
    },
    preflight: async () => healthy,
    audit: async (event) => void audited.push(event),
    onEvent: (event) => void events.push(event),
    ...own,
  };
  return { effects, events, audited, calls };
}

export function runPlan(
  root: string,
  workstreams: readonly Workstream[],
  own: Partial<RunPlan> = {},
): RunPlan {
  return { ...planWaves(workstreams), workstreams, root, ...own };
}
