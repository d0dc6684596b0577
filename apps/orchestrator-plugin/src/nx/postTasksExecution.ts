import { checkNxOptions } from './checkNxOptions.js';
import { createNxPlugin } from './createNxPlugin.js';
import { maskTaskOutputs } from './maskTaskOutputs.js';
import type { NxFinishedContext, NxTaskResult } from './nxContext.js';
import { nxError } from './nxError.js';
import { nxRuns } from './nxRuns.js';
import type { NxPluginOptions } from './NxPluginOptions.js';
import type { AimPlugin } from '../AimPlugin.js';

/** Tasks that a record names; of more, only the number is told. */
const maxNamedTasks = 300;

/** After the tasks of an Nx run: takes the secrets out of the environment and of what Nx kept, and records the results. */
export async function postTasksExecution(
  options: NxPluginOptions | undefined,
  context: NxFinishedContext,
): Promise<void> {
  const run = nxRuns.end(context.id);
  run?.restore();
  const plugin = run?.plugin ?? createNxPlugin(checkNxOptions(options), context);
  try {
    const tasks = Object.values(context.taskResults);
    if (run !== undefined) await recordLeaks(plugin, maskTaskOutputs(context, tasks, run.mask));
    await recordResults(plugin, context, tasks);
  } catch (error) {
    throw nxError(error);
  } finally {
    await plugin.close();
  }
}

async function recordLeaks(plugin: AimPlugin, tasks: readonly string[]): Promise<void> {
  if (tasks.length === 0) return;
  await plugin.record({
    type: 'error',
    severity: 'critical',
    message: `Nx: ${tasks.length} task(s) printed a secret; it was masked in what Nx keeps`,
    details: { tool: 'nx', reason: 'secret_printed', tasks },
  });
}

async function recordResults(
  plugin: AimPlugin,
  { startTime, endTime }: NxFinishedContext,
  tasks: readonly NxTaskResult[],
): Promise<void> {
  const failed = tasks.filter(({ status }) => status === 'failure');
  await plugin.record({
    type: 'tool_invoke',
    severity: failed.length === 0 ? 'info' : 'warning',
    message: `Nx: ${tasks.length} task(s), ${failed.length} failed`,
    details: {
      tool: 'nx',
      success: failed.length === 0,
      duration_ms: endTime - startTime,
      count: tasks.length,
      failed: failed.slice(0, maxNamedTasks).map(({ task }) => task.id),
      tasks: tasks.slice(0, maxNamedTasks).map(({ task, status }) => ({ id: task.id, status })),
    },
  });
}
