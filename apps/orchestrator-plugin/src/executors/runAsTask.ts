import { AimError } from '@aim/core';
import { createAimPlugin } from '../createAimPlugin.js';
import type { AimPlugin } from '../AimPlugin.js';
import { withLocalPrograms } from '../withLocalPrograms.js';
import type { ExecutorContext, ExecutorOptions } from './ExecutorContext.js';

const endings: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs an executor's work with the services of the run that the task is part of. What a user can act on is printed
 * and fails the task; a bug is thrown, and Nx shows its stack.
 */
export async function runAsTask(
  { config, workstream }: ExecutorOptions,
  context: ExecutorContext,
  work: (plugin: AimPlugin) => Promise<boolean>,
): Promise<{ readonly success: boolean }> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  for (const signal of endings) process.once(signal, end);
  let plugin: AimPlugin | undefined;
  try {
    const usual = workstream ?? process.env.AIM_WORKSTREAM_ID;
    plugin = createAimPlugin({
      cwd: context.root,
      env: withLocalPrograms(process.env, context.root),
      labels: { task: taskId(context) },
      signal: stop.signal,
      ...(config !== undefined && { config }),
      ...(usual && { workstream: usual }),
    });
    return { success: await work(plugin) };
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    process.stderr.write(`${[error.message, error.hint].filter(Boolean).join('\n')}\n`);
    return { success: false };
  } finally {
    await plugin?.close();
    for (const signal of endings) process.removeListener(signal, end);
  }
}

function taskId({ projectName, targetName, configurationName }: ExecutorContext): string {
  return [projectName, targetName, configurationName].filter(Boolean).join(':');
}
