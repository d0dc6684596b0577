import type { RunRequest, RunResult } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { ran } from '../../../../tools/testing/ran.mjs';
import { createPowerShell } from '../../src/import/powerShell.js';
import { aimErrorOf } from '../support/aimError.js';

const finished = ran({ stdout: '\uFEFF{"values":[null]}\r\n', stderr: '#< CLIXML' });
const file = 'C:\\Windows\\powershell.exe';

describe('PowerShell', () => {
  it('gets values over standard input, in ASCII, and none as an argument', async () => {
    const asked: RunRequest[] = [];
    const run = async (request: RunRequest): Promise<RunResult> => {
      asked.push(request);
      return finished;
    };
    const call = createPowerShell({ run, file, env: { SystemRoot: 'C:\\Windows' } });
    expect(await call('Write-Output $in', { value: 'canary-ü\u{1f511}' })).toEqual({ values: [null] });
    const [request] = asked;
    expect(request).toMatchObject({ file, env: { SystemRoot: 'C:\\Windows' } });
    expect(request?.args.slice(0, 3)).toEqual(['-NoProfile', '-NonInteractive', '-EncodedCommand']);
    const script = Buffer.from(request?.args[3] ?? '', 'base64').toString('utf16le');
    expect(script).toContain('[Console]::In.ReadToEnd()');
    expect(script).toContain('Write-Output $in');
    expect(script).not.toContain('canary');
    expect(request?.stdin).toMatch(/^[ -~]+$/);
    expect(JSON.parse(request?.stdin ?? '')).toEqual({ value: 'canary-ü\u{1f511}' });
  });

  it.each([
    [{ startError: 'ENOENT', exitCode: null }, 'cannot be started (ENOENT)'],
    [{ timedOut: true, exitCode: null }, 'did not end within 60 s'],
    [{ exitCode: 1, stdout: 'canary' }, 'ended with code 1'],
    [{ stdout: 'canary' }, 'something else than JSON'],
  ])('that fails with %o is an error that repeats nothing', async (end, words) => {
    const run = async (): Promise<RunResult> => ({ ...finished, ...end });
    const error = await aimErrorOf(() => createPowerShell({ run, file, env: {} })('x', {}));
    expect(error).toMatchObject({ code: 'SECRETS_POWERSHELL', exitCode: 3 });
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('canary');
  });

  it('that is not there is an error', async () => {
    const run = (): Promise<RunResult> => Promise.reject(new Error('run'));
    const error = await aimErrorOf(() => createPowerShell({ run, file: undefined, env: {} })('x', {}));
    expect(error.message).toContain('not in PATH');
  });
});
