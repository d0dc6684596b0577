import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AimError, type RunResult } from '@aim/core';
import { failureExcerpt } from '../managers/failureExcerpt.js';
import type { ManagerContext } from '../PackageManager.js';

export interface Probe {
  /** Absolute path. */
  readonly file: string;
  readonly context: ManagerContext;
  readonly timeoutMs: number;
  /** Tried first; from an earlier probe. */
  readonly argument?: string;
}

export type ProbeAnswer =
  | { readonly started: true; readonly argument: string; readonly answer?: string }
  | { readonly started: false; readonly why: string };

const probeArguments = ['--version', '-V', 'version', '--help'];

/**
 * Starts a command in an empty directory with closed input and asks for its version, in one way after the other until
 * it ends with 0. A command that does not answer in time is not asked again.
 */
export async function probeCommand(probe: Probe): Promise<ProbeAnswer> {
  const cwd = mkdtempSync(join(tmpdir(), 'aim-probe-'));
  try {
    let why = 'it was not asked';
    for (const argument of new Set([probe.argument ?? '--version', ...probeArguments])) {
      const result = await run(probe, argument, cwd);
      if (typeof result === 'string') return { started: false, why: result };
      if (result.exitCode === 0) return { started: true, argument, ...answerOf(result) };
      why = failureOf(result);
      if (result.timedOut || result.aborted || result.startError !== undefined) break;
    }
    return { started: false, why };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

async function run(
  { file, context, timeoutMs }: Probe,
  argument: string,
  cwd: string,
): Promise<RunResult | string> {
  const { env, signal } = context;
  try {
    const limits = { timeoutMs, maxOutputBytes: 64 * 1024, ...(signal && { signal }) };
    return await context.run({ file, args: [argument], cwd, env, ...limits });
  } catch (error) {
    if (error instanceof AimError) return error.message;
    throw error;
  }
}

function failureOf(result: RunResult): string {
  if (result.startError !== undefined) return `it could not be started (${result.startError})`;
  if (result.aborted) return 'the run was stopped';
  if (result.timedOut) return 'it did not answer in time';
  if (result.signal !== null) return `it was ended by ${result.signal}`;
  // What a command says last is mostly why; what it says first, where it crashed.
  const said = failureExcerpt(result.stderr) || failureExcerpt(result.stdout);
  return `it ended with exit code ${result.exitCode ?? 'none'}${said === '' ? '' : `, saying: ${said}`}`;
}

/** The first thing in a command's answer that looks like a version. */
function answerOf({ stdout, stderr }: RunResult): { readonly answer?: string } {
  const found = /\d+(?:\.\d+)+[\w.+-]*/.exec(`${stdout}\n${stderr}`.slice(0, 4096));
  return found === null ? {} : { answer: found[0] };
}
