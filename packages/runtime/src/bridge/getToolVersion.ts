import { AimError } from '@aim/core';
import { resolveCommand } from '@aim/exec';
import type { BridgeOptions } from './BridgeOptions.js';
import { bridgeServices } from './bridgeServices.js';
import { bridgeTool } from './bridgeTool.js';

const timeoutMs = 5000;

/**
 * What the tool's version command prints, stripped; `null` when it fails, takes more than five seconds or is not
 * there, and for a registry that is missing or unreadable. The command is found in PATH, never in the working folder,
 * and sees no secret.
 */
export async function getToolVersion(toolId: string, options: BridgeOptions = {}): Promise<string | null> {
  const { run, env, platform, cwd, plainEnvironment } = bridgeServices(options);
  try {
    const [command, ...args] = bridgeTool(toolId, options)?.versionCommand ?? [];
    const file = command === undefined ? undefined : resolveCommand(command, { env, platform });
    if (file === undefined) return null;
    const finished = await run({ file, args, cwd, env: plainEnvironment(), timeoutMs });
    return finished.exitCode === 0 && !finished.timedOut ? finished.stdout.trim() : null;
  } catch (error) {
    if (error instanceof AimError) return null;
    throw error;
  }
}
