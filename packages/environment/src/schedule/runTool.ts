import type { RunResult } from '@aim/core';
import { environmentError } from '../errors.js';
import { toolEnvironment } from '../system/toolEnvironment.js';
import type { ToolCommand } from './ScheduleDefinition.js';
import type { ScheduleEffects } from './ScheduleEffects.js';

/**
 * Runs a program of the scheduler.
 *
 * @throws AimError SCHEDULE_UNAVAILABLE when it is not in PATH
 */
export function runTool(
  [tool, ...args]: ToolCommand,
  { runner, env, find }: Required<ScheduleEffects>,
  stdin?: string,
): Promise<RunResult> {
  const file = find(tool);
  if (file === undefined) {
    throw environmentError('SCHEDULE_UNAVAILABLE', `The program ${tool} is not in PATH.`, {
      hint: 'Add the folder of the system tools to PATH, then run the command again.',
    });
  }
  const variables = toolEnvironment(env);
  return runner({ file, args, env: variables, timeoutMs: 30_000, ...(stdin !== undefined && { stdin }) });
}
