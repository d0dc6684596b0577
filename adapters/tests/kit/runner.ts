import { spawn } from 'node:child_process';
import type { Runner, RunResult } from '@aim/core';
import { ran } from '../../../tools/testing/ran.mjs';

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
      const stdout = Buffer.concat(chunks.stdout).toString();
      const stderr = Buffer.concat(chunks.stderr).toString();
      done(ran({ timedOut, stdout, stderr, ...end }));
    };
    child.on('error', (error: NodeJS.ErrnoException) =>
      finish({ exitCode: null, startError: error.code ?? 'EUNKNOWN' }),
    );
    child.on('close', (exitCode, signal) => finish({ exitCode, signal }));
  });
