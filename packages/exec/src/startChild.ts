import type { Readable } from 'node:stream';
import { systemErrorCode } from '@aim/core';
import type { execa } from 'execa';

/** A program to be started with its output captured. */
export interface ChildSpec {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Whether the child leads a process group of its own. */
  readonly ownGroup: boolean;
}

export interface ChildExit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when the process ends, even if others still hold its pipes. Never rejects. */
  readonly exited: Promise<ChildExit>;
}

type Execa = typeof execa;

/** Loads execa on first use: that takes longer than most programs run. */
export async function loadExeca(): Promise<Execa> {
  return (await import('execa')).execa;
}

/**
 * Starts a program without a shell and without inheriting any variable. Resolves with the system's error code if it
 * cannot be started; Node's own error is dropped, since it holds arguments and environment.
 */
export async function startChild(
  execa: Execa,
  spec: ChildSpec,
): Promise<Child | { readonly startError: string }> {
  const subprocess = execa(spec.file, spec.args, {
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    env: spec.env,
    extendEnv: false,
    detached: spec.ownGroup,
    stdin: spec.stdin === undefined ? 'ignore' : 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: false,
    reject: false,
    cleanup: false,
    shell: false,
    preferLocal: false,
    windowsHide: true,
    verbose: 'none',
  });
  const { pid, stdout, stderr } = subprocess;
  if (pid === undefined) return { startError: systemErrorCode(await subprocess) };
  const exited = new Promise<ChildExit>((resolve) => {
    subprocess.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  subprocess.catch(() => undefined);
  const { stdin } = subprocess;
  if (stdin !== null) {
    // A child that does not read its input is no failure; its own status tells.
    stdin.on('error', () => undefined);
    stdin.end(spec.stdin);
    void exited.then(() => stdin.destroy());
  }
  return { pid, stdout, stderr, exited };
}
