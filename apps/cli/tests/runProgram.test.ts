import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { AimCommand } from '../src/AimCommand.js';
import type { CommandResult } from '../src/result.js';
import { runProgram, type AimCommandClass } from '../src/runProgram.js';
import { collectingTerminal, type CliOptions } from './support/runCli.js';

/** A command that does what it is made with. */
function command(run: (self: AimCommand) => Promise<CommandResult>): AimCommandClass {
  return class extends AimCommand {
    static override paths = [['do']];
    run(): Promise<CommandResult> {
      return run(this);
    }
  };
}

async function start(
  run: (self: AimCommand) => Promise<CommandResult>,
  argv: readonly string[] = ['do'],
  options: Partial<CliOptions> = {},
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const terminal = collectingTerminal({ cwd: '/', home: '/', env: {}, ...options });
  const exitCode = await runProgram([command(run)], argv, terminal);
  return { exitCode, stdout: terminal.out.text(), stderr: terminal.err.text() };
}

const done = { json: { done: true }, text: () => 'done' };

describe('runProgram', () => {
  it('prints the result and returns its exit code', async () => {
    expect(await start(async () => ({ ...done, exitCode: 9 }))).toEqual({
      exitCode: 9,
      stdout: 'done\n',
      stderr: '',
    });
    expect((await start(async () => done, ['do', '--json'])).stdout).toBe('{\n  "done": true\n}\n');
  });

  it('prints a known error and returns its exit code', async () => {
    const failed = await start(async () => {
      throw new AimError('LOCKED', 7, 'It is locked');
    });
    expect(failed).toEqual({ exitCode: 7, stdout: '', stderr: 'error: It is locked [LOCKED]\n' });
  });

  it('prints an unexpected error as JSON where that was asked for, without its message', async () => {
    const failed = await start(() => Promise.reject(new Error('sk-canary')), ['do', '--json']);
    expect(failed.exitCode).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(failed.stdout).not.toContain('canary');
  });

  it('prints no error of a command that was stopped', async () => {
    const failed = await start(() => Promise.reject(new Error('aborted')), ['do'], {
      signal: AbortSignal.abort(),
    });
    expect(failed).toEqual({ exitCode: 130, stdout: '', stderr: '' });
  });

  it('owes a program its JSON document also when the command was stopped', async () => {
    const failed = await start(() => Promise.reject(new Error('aborted')), ['do', '--json'], {
      signal: AbortSignal.abort(),
    });
    expect(failed).toMatchObject({ exitCode: 130, stderr: '' });
    expect(JSON.parse(failed.stdout)).toMatchObject({ error: { code: 'STOPPED' } });
  });

  it('takes no option from behind --', async () => {
    const failed = await start(async () => done, ['do', '--', '--json']);
    expect(failed).toMatchObject({ exitCode: 5, stdout: '' });
  });
});
