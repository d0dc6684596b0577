import { spawn } from 'node:child_process';
import type { Runner, RunResult } from '@aim/core';

/** The smallest thing that behaves as a Runner. */
export const runner: Runner = (request) =>
  new Promise<RunResult>((done) => {
    const child = spawn(request.file, request.args, { cwd: request.cwd, env: request.env });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, request.timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end(request.stdin ?? '');
    const finish = (end: Partial<RunResult>): void => {
      clearTimeout(timer);
      done({
        ...emptyRun,
        timedOut,
        stdout: Buffer.concat(chunks.stdout).toString(),
        stderr: Buffer.concat(chunks.stderr).toString(),
        ...end,
      });
    };
    child.on('error', (error: NodeJS.ErrnoException) =>
      finish({ exitCode: null, startError: error.code ?? 'EUNKNOWN' }),
    );
    child.on('close', (exitCode, signal) => finish({ exitCode, signal }));
  });

const emptyRun: RunResult = {
  exitCode: 0,
  signal: null,
  timedOut: false,
  aborted: false,
  stdout: '',
  stderr: '',
  stdoutTruncated: false,
  stderrTruncated: false,
  durationMs: 1,
};

/** A finished run with the given facts, exit code 0 and no output otherwise. */
export function ran(facts: Partial<RunResult> = {}): RunResult {
  return { ...emptyRun, ...facts };
}
