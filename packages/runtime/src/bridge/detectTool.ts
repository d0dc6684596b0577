import { AimError } from '@aim/core';
import { detectTool as findTool } from '@aim/registry';
import type { BridgeOptions } from './BridgeOptions.js';
import { surroundingsOf } from './bridgeServices.js';
import { bridgeTool } from './bridgeTool.js';

/**
 * Whether one of the tool's detection commands is there. They are looked up and not started: a bare `jules` would
 * open a session. `false` also for a registry that is missing or unreadable.
 */
export function detectTool(toolId: string, options: BridgeOptions = {}): boolean {
  const { env, platform } = surroundingsOf(options);
  try {
    const tool = bridgeTool(toolId, options);
    if (tool === undefined) return false;
    return findTool(toolId, { name: toolId, detectCommands: tool.detectCommands }, { env, platform })
      .installed;
  } catch (error) {
    if (error instanceof AimError) return false;
    throw error;
  }
}
