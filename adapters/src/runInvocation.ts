import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdapterContext, RunResult } from '@aim/core';
import type { Invocation } from './action.js';

// A linter's report on a large tree is far longer than the runner's default; a cut report cannot be read.
const maxOutputBytes = 32 * 1024 * 1024;

/** Starts the tool once and waits for its end. */
export async function runInvocation(
  invocation: Invocation,
  context: AdapterContext,
  timeoutMs: number,
): Promise<RunResult> {
  const { inputFile, operands = [] } = invocation;
  if (!inputFile) return start([...invocation.args, ...operands]);
  const folder = mkdtempSync(join(tmpdir(), 'aim-adapter-'));
  try {
    const path = join(folder, 'input.txt');
    writeFileSync(path, inputFile.text, { mode: 0o600, flag: 'wx' });
    return await start([...invocation.args, `${inputFile.option}=${path}`, ...operands]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  function start(args: readonly string[]): Promise<RunResult> {
    return context.run({
      file: context.executable,
      args,
      cwd: context.cwd,
      env: { ...context.env, ...invocation.env },
      timeoutMs,
      mask: context.mask,
      maxOutputBytes,
      ...(invocation.stdin === undefined ? {} : { stdin: invocation.stdin }),
      ...(context.signal ? { signal: context.signal } : {}),
    });
  }
}
