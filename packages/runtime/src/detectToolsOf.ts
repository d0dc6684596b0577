import { detectTools, type DetectedTool, type DetectEffects } from '@aim/registry';
import type { Settings } from './loadSettings.js';
import { registryOf } from './registryOf.js';

/** Finds the configured tools. Starts nothing. */
export function detectToolsOf(
  settings: Settings,
  lookup: Pick<DetectEffects, 'isExecutable'> = {},
): readonly DetectedTool[] {
  const { env, platform } = settings;
  return detectTools(registryOf(settings), { ...lookup, env, platform });
}
