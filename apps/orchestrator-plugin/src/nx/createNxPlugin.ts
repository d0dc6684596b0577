import type { AimPlugin } from '../AimPlugin.js';
import { createAimPlugin } from '../createAimPlugin.js';
import { withLocalPrograms } from '../withLocalPrograms.js';
import type { NxRunContext } from './nxContext.js';
import type { NxPluginOptions } from './NxPluginOptions.js';

/** The services of one Nx run. A run inside of a task belongs to the run that the task is part of. */
export function createNxPlugin({ config, workstream }: NxPluginOptions, context: NxRunContext): AimPlugin {
  return createAimPlugin({
    cwd: context.workspaceRoot,
    env: withLocalPrograms(process.env, context.workspaceRoot),
    runId: process.env.AIM_RUN_ID || context.id,
    ...(config !== undefined && { config }),
    ...(workstream !== undefined && { workstream }),
  });
}
