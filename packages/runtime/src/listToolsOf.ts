import { AimError } from '@aim/core';
import { createRunner } from '@aim/exec';
import { probeVersions, type DetectedTool } from '@aim/registry';
import { childEnvironment } from './childEnvironment.js';
import { detectToolsOf } from './detectToolsOf.js';
import type { Settings } from './loadSettings.js';
import { registryOf } from './registryOf.js';
import { openUnaskedVault } from './openUnaskedVault.js';
import { knownSecretNames } from './toolSecrets.js';

export interface ListedTool extends DetectedTool {
  /** What the tool says its version is; null when it is not installed or does not say. */
  readonly version: string | null;
}

/** The configured tools with their versions, asked side by side without any secret. */
export async function listToolsOf(settings: Settings, signal: AbortSignal): Promise<readonly ListedTool[]> {
  const detected = detectToolsOf(settings);
  const { env } = childEnvironment({
    platform: settings.platform,
    parent: settings.env,
    secretNames: knownSecretNames(settings, storedNames(settings)),
    granted: [],
    vaultValues: {},
  });
  const versions = await probeVersions(registryOf(settings), detected, {
    run: createRunner({ platform: settings.platform }),
    env,
    cwd: settings.cwd,
    signal,
  });
  return detected.map((tool) => ({ ...tool, version: versions[tool.tool] ?? null }));
}

function storedNames(settings: Settings): readonly string[] {
  try {
    return openUnaskedVault(settings)
      .list()
      .map(({ key }) => key);
  } catch (error) {
    // What is wrong with the vault is not the tools' business: the commands that use it say so.
    if (error instanceof AimError) return [];
    throw error;
  }
}
