import { detectTool, type DetectedTool, type DetectEffects } from './detectTool.js';
import type { Registry } from './registry.js';

/** Looks for every tool of the registry, in its order. Starts no process. */
export function detectTools(
  registry: Pick<Registry, 'tools'>,
  effects: DetectEffects = {},
): readonly DetectedTool[] {
  return Object.entries(registry.tools).map(([tool, definition]) => detectTool(tool, definition, effects));
}
