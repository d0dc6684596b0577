import { createRunner } from '@aim/exec';
import { probeVersions, type DetectedTool } from '@aim/registry';
import { childEnvironment } from './childEnvironment.js';
import { detectToolsOf } from './detectToolsOf.js';
import type { Settings } from './loadSettings.js';
import { registryOf } from './registryOf.js';
import { knownSecretNames } from './toolSecrets.js';

export interface ListedTool extends DetectedTool {
  /** What the tool says its version is; null when it is not installed or does not say. */
  readonly version: string | null;
}

/** The configured tools with their versions, asked side by side without any secret. */
export async function listToolsOf(settings: Settings, signal: AbortSignal): Promise<readonly ListedTool[]> {
  const detected = detectToolsOf(settings);
  const { env } = childEnvironment({
    parent: settings.env,
    secretNames: knownSecretNames(settings, []),
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
