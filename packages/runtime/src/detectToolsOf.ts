import { detectTools, type DetectedTool } from '@aim/registry';
import type { Settings } from './loadSettings.js';
import { registryOf } from './registryOf.js';

/** Finds the configured tools. Starts nothing. */
export function detectToolsOf(settings: Settings): readonly DetectedTool[] {
  const { env, platform } = settings;
  return detectTools(registryOf(settings), { env, platform });
}
