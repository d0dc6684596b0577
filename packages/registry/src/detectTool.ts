import { resolveCommand } from '@aim/exec';
import type { ToolDefinition } from './registry.js';

/** Whether a tool is there, and where. */
export interface DetectedTool {
  /** The tool's id in the registry. */
  readonly tool: string;
  readonly name: string;
  readonly installed: boolean;
  /** The entry of `detectCommands` that matched. */
  readonly command: string | null;
  /** Absolute path of the executable. */
  readonly path: string | null;
  readonly capabilities: readonly string[];
}

export interface DetectEffects {
  /** Where `PATH` is read; this process's environment when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  /** Whether this user may execute the file at an absolute path. */
  readonly isExecutable?: (path: string) => boolean;
}

/**
 * Looks for one tool in `PATH` and at the absolute paths its definition names. Starts no process, and never looks
 * in the current directory: a repository must not be able to plant a tool.
 */
export function detectTool(
  tool: string,
  definition: ToolDefinition,
  effects: DetectEffects = {},
): DetectedTool {
  const base = { tool, name: definition.name, capabilities: definition.capabilities ?? [] };
  for (const command of definition.detectCommands) {
    // A variable that is not set stays as it was written, and no file is meant by it.
    const path = /%[^%]+%/.test(command) ? undefined : resolveCommand(command, effects);
    if (path !== undefined) return { ...base, installed: true, command, path };
  }
  return { ...base, installed: false, command: null, path: null };
}
