import type { AimPlugin } from '../AimPlugin.js';
import { applyEnvironment, environmentChanges } from './applyEnvironment.js';
import { checkNxOptions } from './checkNxOptions.js';
import { createNxPlugin } from './createNxPlugin.js';
import type { NxRunContext } from './nxContext.js';
import { nxError } from './nxError.js';
import { nxRuns, type NxRun } from './nxRuns.js';
import type { NxPluginOptions } from './NxPluginOptions.js';

/**
 * Before the tasks of an Nx run: the preflight, then the declared secrets into the environment that the tasks inherit,
 * and every other secret out of it. What throws here keeps Nx from starting anything.
 */
export async function preTasksExecution(
  options: NxPluginOptions | undefined,
  context: NxRunContext,
): Promise<void> {
  // Nx puts its own object there for as long as the hook runs; of several plugins, each has one.
  const env = process.env;
  let plugin: AimPlugin | undefined;
  try {
    const checked = checkNxOptions(options);
    plugin = createNxPlugin(checked, context);
    nxRuns.begin(context.id, await prepare(plugin, checked, env));
  } catch (error) {
    await plugin?.close();
    throw nxError(error);
  }
}

async function prepare(plugin: AimPlugin, options: NxPluginOptions, env: NodeJS.ProcessEnv): Promise<NxRun> {
  const inherited = { ...env };
  const override = inherited.AIM_PREFLIGHT_OVERRIDE || options.override;
  await plugin.preflight(undefined, { ...options.checks, ...(override !== undefined && { override }) });
  const { env: granted, mask } = await plugin.envFor({ secrets: options.secrets ?? [] });
  const passphrase = options.inheritPassphrase ? inherited.AIM_PASSPHRASE : undefined;
  const wanted = {
    ...granted,
    ...(passphrase !== undefined && { AIM_PASSPHRASE: passphrase }),
    AIM_RUN_ID: plugin.runId,
    ...(options.workstream !== undefined && { AIM_WORKSTREAM_ID: options.workstream }),
  };
  return { plugin, mask, restore: applyEnvironment(env, environmentChanges(inherited, wanted)) };
}
