import { existsSync, readFileSync } from 'node:fs';
import {
  AimError,
  type Adapter,
  type AdapterContext,
  type AdapterRequest,
  type AdapterResult,
} from '@aim/core';
import type { Action, Invocation, Task } from './action.js';
import { builtInAdapters } from './builtInAdapters.js';
import { checkFiles } from './checkFiles.js';
import { compareSnapshots, takeSnapshot } from './fileSnapshot.js';
import { filesOf } from './payload.js';
import { failure } from './result.js';
import { runInvocation } from './runInvocation.js';
import { summarize } from './summarize.js';

/**
 * Makes an adapter of the facts about a tool: one action for each capability. Every call walks the same way:
 * request → invocation → run → reading → result.
 */
export function defineAdapter(id: string, actions: Readonly<Record<string, Action>>): Adapter {
  return {
    id,
    capabilities: Object.keys(actions),
    secrets: builtInAdapters.find((adapter) => adapter.id === id)?.secrets ?? [],
    async invoke(request, context) {
      const action = Object.hasOwn(actions, request.capability) ? actions[request.capability] : undefined;
      if (!action) {
        return failure('tool_error', `Capability '${request.capability}' is not supported by ${id}`);
      }
      let planned: { task: Task; invocation: Invocation };
      try {
        planned = plan(action, request, context);
      } catch (error) {
        if (!(error instanceof AimError)) throw error;
        const reason = error.code === 'ADAPTER_PROJECT_UNTRUSTED' ? 'refused_by_policy' : 'tool_error';
        return failure(reason, error.message);
      }
      return carryOut({ action, request, context, ...planned });
    },
  };
}

/** One call on its way from invocation to result. */
interface Call {
  readonly action: Action;
  readonly request: AdapterRequest;
  readonly context: AdapterContext;
  readonly task: Task;
  readonly invocation: Invocation;
}

function plan(action: Action, { payload }: AdapterRequest, { cwd, env }: AdapterContext) {
  const task: Task = { payload, files: filesOf(payload), cwd, env, exists: existsSync, read: readText };
  checkFiles(action, task);
  return { task, invocation: action.build(task) };
}

async function carryOut({ action, request, context, task, invocation }: Call): Promise<AdapterResult> {
  const watched = action.edits ? task.files : [];
  const before = takeSnapshot(watched, task.cwd);
  const startedAt = Date.now();
  let attempts = 1;
  let output = await runInvocation(invocation, context, request.timeout_ms);
  const other = action.fallback?.(output, task);
  const left = request.timeout_ms - output.durationMs;
  if (other && left > 0) {
    attempts = 2;
    output = await runInvocation(other, context, left);
  }
  const changes = compareSnapshots(before, takeSnapshot(watched, task.cwd));
  return summarize({ action, request, task, output, changes, attempts, startedAt });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
