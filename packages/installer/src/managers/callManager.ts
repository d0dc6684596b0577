import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunResult } from '@aim/core';
import type { ManagerContext, PackageManager } from '../PackageManager.js';
import { managerError } from './managerErrors.js';

/** Which of its packages a manager is called for, and why: what a message about a failure needs. */
export interface ManagerTask {
  readonly manager: Pick<PackageManager, 'id' | 'find' | 'howToGet'>;
  /** Completes "… could not", as in `install prettier@3.5.0`. */
  readonly action: string;
  readonly context: ManagerContext;
  /** Set on top of the context's environment for every call; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface ManagerCall {
  readonly args: readonly string[];
  /** The user's home when absent: never the current directory, whose files could steer the manager. */
  readonly cwd?: string;
}

/** Enough for the longest listing of versions a registry is known to give. */
const maxOutputBytes = 64 * 1024 * 1024;

/**
 * Runs the manager's program to its end. Its exit code, also one of failure, is for the caller to judge.
 *
 * @throws AimError `INSTALL_MANAGER_MISSING`, `INSTALL_TIMEOUT`, `INSTALL_ABORTED`
 */
export async function callManager(task: ManagerTask, call: ManagerCall): Promise<RunResult> {
  const { manager, context, action } = task;
  const file = manager.find(context);
  if (file === undefined) throw missing(task);
  const result = await context.run({
    file,
    args: call.args,
    cwd: call.cwd ?? neutralDirectory(context.home, file),
    env: childEnvironment(context, task.env ?? {}),
    timeoutMs: context.timeoutMs,
    maxOutputBytes,
    ...(context.signal && { signal: context.signal }),
  });
  if (result.startError !== undefined) throw missing(task, result.startError);
  if (result.aborted) {
    throw managerError('INSTALL_ABORTED', `${manager.id} was stopped before it could ${action}.`, {
      hint: 'Run the command again to go on.',
    });
  }
  if (result.timedOut) {
    throw managerError(
      'INSTALL_TIMEOUT',
      `${manager.id} did not ${action} within ${Math.ceil(context.timeoutMs / 1000)} s and was ended.`,
      { hint: 'Check the network connection and the proxy settings, or allow more time, then run it again.' },
    );
  }
  return result;
}

function missing({ manager, context }: ManagerTask, startError?: string) {
  const why = startError === undefined ? 'is not on PATH' : `cannot be started: ${startError}`;
  return managerError('INSTALL_MANAGER_MISSING', `${manager.id} ${why}.`, {
    hint: `Get it with: ${manager.howToGet(context.platform)}`,
    details: { manager: manager.id },
  });
}

function neutralDirectory(home: string, file: string): string {
  return statSync(home, { throwIfNoEntry: false })?.isDirectory() === true ? home : dirname(file);
}

function childEnvironment(
  { env, platform }: ManagerContext,
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const sameName = (name: string) => (platform === 'win32' ? name.toUpperCase() : name);
  const changed = new Set(Object.keys(changes).map(sameName));
  const kept = Object.entries(env).filter(([name]) => !changed.has(sameName(name)));
  const set = Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries([...kept, ...set]);
}
