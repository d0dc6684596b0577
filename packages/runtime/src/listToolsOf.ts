import { createRunner } from '@aim/exec';
import type { DetectedTool } from '@aim/registry';
import { askToolVersion } from './askToolVersion.js';
import { detectToolsOf } from './detectToolsOf.js';
import type { Settings } from './loadSettings.js';
import { registryOf } from './registryOf.js';
import { rememberVersions } from './rememberVersions.js';

export interface ListedTool extends DetectedTool {
  /** Of its package or as the tool says; null when it is not installed or does not say. */
  readonly version: string | null;
}

/**
 * The configured tools with their versions, asked side by side without any secret. A tool whose file did not change
 * since it was last asked is not started.
 */
export async function listToolsOf(settings: Settings, signal: AbortSignal): Promise<readonly ListedTool[]> {
  const { tools } = registryOf(settings);
  const versions = rememberVersions(settings);
  const run = createRunner({ platform: settings.platform });
  const listed = await Promise.all(
    detectToolsOf(settings).map(async (detected): Promise<ListedTool> => {
      const { tool, path } = detected;
      const definition = tools[tool];
      if (path === null || definition?.versionCommand === undefined) return { ...detected, version: null };
      const [, ...args] = definition.versionCommand;
      const { version } = await versions.versionOf({ file: path, args }, () =>
        askToolVersion(settings, { tool, path }, { run, signal }),
      );
      return { ...detected, version };
    }),
  );
  versions.save();
  return listed;
}
