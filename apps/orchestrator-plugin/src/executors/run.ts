import { isAbsolute, resolve } from 'node:path';
import { writeFully } from '@aim/core';
import { resolveCommand, runForeground, type OutputTarget } from '@aim/exec';
import { orchestratorError } from '../errors.js';
import type { ExecutorContext, ExecutorOptions } from './ExecutorContext.js';
import { withLocalPrograms, type Environment } from '../withLocalPrograms.js';
import { runAsTask } from './runAsTask.js';

/** Options of the executor `run`; `schemas/run.json` describes them. */
export interface RunExecutorOptions extends ExecutorOptions {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly secrets?: readonly string[];
}

/**
 * Runs a program, as a task of Nx, with exactly the secrets it names. They are masked in all it prints: Nx keeps a
 * task's output, so that not even a terminal gets it as it is.
 */
export function runExecutor(
  options: RunExecutorOptions,
  context: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  const { command, args = [], secrets = [] } = options;
  const cwd = resolve(context.root, options.cwd ?? '.');
  return runAsTask(options, context, async (plugin) => {
    const file = findProgram(command, cwd, withLocalPrograms(process.env, context.root));
    const { env, mask } = await plugin.envFor({ secrets });
    const { exitCode, startError } = await runForeground({
      file,
      args,
      cwd,
      env,
      mask,
      stdout: maskedOutput(1),
      stderr: maskedOutput(2),
    });
    if (startError !== undefined) throw notFound(command, `it cannot be started (${startError})`);
    return exitCode === 0;
  });
}

function maskedOutput(fd: 1 | 2): OutputTarget {
  return { isTTY: false, write: (bytes) => writeFully(fd, bytes) };
}

function findProgram(command: string, cwd: string, env: Environment): string {
  const { platform } = process;
  const isPath = command.includes('/') || (platform === 'win32' && command.includes('\\'));
  const path = isPath && !isAbsolute(command) ? resolve(cwd, command) : command;
  const found = resolveCommand(path, { env, platform });
  if (found !== undefined) return found;
  throw notFound(command, isPath ? 'there is no such executable file' : 'it is not in PATH');
}

function notFound(command: string, why: string): Error {
  return orchestratorError('TASK_COMMAND_NOT_FOUND', `The command '${command}' cannot be run: ${why}`, {
    hint: "Check the target's 'command' and 'cwd', or install what is missing.",
  });
}
