import { createMasker, systemErrorCode } from '@aim/core';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { checkLaunch, type Launch } from './checkLaunch.js';
import { drainAfterExit } from './drainAfterExit.js';
import { forwardSignals, type SignalSource } from './forwardSignals.js';
import { launchTarget } from './launchTarget.js';
import { standardOutput, type OutputTarget } from './outputTarget.js';
import { pipeMasked, type MaskedPipe } from './pipeMasked.js';

/** One program run in the user's place: his terminal is its terminal. */
export interface ForegroundRequest extends Launch {
  /** Secret values replaced in output that does not go to a terminal. */
  readonly mask?: readonly string[];
  /** This process's own when absent. Written to only if there is something to mask and it is no terminal. */
  readonly stdout?: OutputTarget;
  readonly stderr?: OutputTarget;
}

export interface ForegroundResult {
  /** `null` when a signal ended the child or it never started. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The system's error code when the program could not be started. */
  readonly startError?: string;
  /** The system's error code when output could not be written, for another reason than a reader that went away. */
  readonly outputError?: string;
}

export interface ForegroundOptions {
  readonly platform?: NodeJS.Platform;
  /** Whose signals are handed on to the child; this process when absent. */
  readonly signals?: SignalSource;
}

/**
 * Runs a program with this process's standard input, terminal and signals, and resolves with how it ended. Output to a
 * terminal, and all output when there is nothing to mask, goes straight there; other output is masked on its way.
 * Descendants that outlive the program are left alone, but not waited for.
 *
 * A program that cannot be started is a result with `startError`. Rejects with an AimError: EXEC_INVALID_ARGUMENT,
 * EXEC_WORKING_DIRECTORY or, on Windows, EXEC_NOT_RUNNABLE.
 */
export async function runForeground(
  request: ForegroundRequest,
  { platform = process.platform, signals = process }: ForegroundOptions = {},
): Promise<ForegroundResult> {
  checkLaunch(request, platform);
  const launch = launchTarget(request, { platform });
  if ('startError' in launch) return failed(launch.startError);
  const targets = maskedTargets(request);
  const { spawn } = await import('node:child_process');
  let child: ChildProcess | undefined;
  // Before the child can run: from its first moment on, what is typed must not end us and leave it behind.
  const target = { kill: (signal: NodeJS.Signals) => child?.kill(signal) ?? false };
  const stopForwarding = forwardSignals(target, { platform, signals });
  try {
    const { file, args } = launch;
    child = spawn(file, args, { cwd: request.cwd, env: { ...request.env }, stdio: stdioFor(targets) });
    return await resultOf(child, targets, request.mask ?? []);
  } catch (error) {
    if (child !== undefined) throw error;
    return failed(systemErrorCode(error));
  } finally {
    stopForwarding();
  }
}

type Targets = readonly [stdout: OutputTarget | undefined, stderr: OutputTarget | undefined];

/** What is not masked needs no target: the child has it as it is. */
function maskedTargets({ mask = [], stdout, stderr }: ForegroundRequest): Targets {
  if (mask.length === 0) return [undefined, undefined];
  const out = stdout ?? standardOutput(1);
  const err = stderr ?? standardOutput(2);
  return [out.isTTY ? undefined : out, err.isTTY ? undefined : err];
}

function stdioFor([stdout, stderr]: Targets): StdioOptions {
  return ['inherit', stdout === undefined ? 'inherit' : 'pipe', stderr === undefined ? 'inherit' : 'pipe'];
}

async function resultOf(
  child: ChildProcess,
  targets: Targets,
  secrets: readonly string[],
): Promise<ForegroundResult> {
  const masker = createMasker(secrets);
  const pipes: MaskedPipe[] = [];
  [child.stdout, child.stderr].forEach((source, index) => {
    const target = targets[index];
    if (source && target) pipes.push(pipeMasked(source, target, masker.stream()));
  });
  const result = await ended(child);
  // Where no more files can be opened, Node gives a child that has no pipes at all.
  await drainAfterExit([child.stdout, child.stderr].flatMap((stream) => stream ?? []));
  const outputErrors = pipes.map((pipe) => pipe.finish());
  const outputError = outputErrors.find((code) => code !== undefined && code !== 'EPIPE');
  return { ...result, ...(outputError !== undefined && { outputError }) };
}

function ended(child: ChildProcess): Promise<ForegroundResult> {
  return new Promise((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    // Also reported here: a signal that could not be sent to a running child, which changes nothing.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(failed(systemErrorCode(error)));
    });
  });
}

function failed(startError: string): ForegroundResult {
  return { exitCode: null, signal: null, startError };
}
