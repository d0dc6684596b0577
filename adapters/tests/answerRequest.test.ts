import type { RunResult } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { answerRequest } from '../src/answerRequest.js';
import { ruff } from '../src/tools/ruff.js';
import { replay, tempDir } from './kit/invoke.js';

const request = JSON.stringify({ capability: 'version', payload: {} });

function context(output: Partial<RunResult>) {
  return { run: replay(output).run, executable: '/opt/ruff', cwd: tempDir(), env: {}, mask: [] };
}

describe('answerRequest', () => {
  it('answers with one line of JSON and exit code 0', async () => {
    const answer = await answerRequest(ruff, request, context({ stdout: 'ruff 0.9.1\n' }));
    expect(answer.exitCode).toBe(0);
    expect(answer.output.endsWith('\n')).toBe(true);
    expect(JSON.parse(answer.output)).toMatchObject({ success: true, content: { version: '0.9.1' } });
  });

  it.each([
    [{ exitCode: 3 }, 3],
    [{ exitCode: null, timedOut: true }, 124],
    [{ exitCode: null, startError: 'ENOENT' }, 127],
    [{ exitCode: null, signal: 'SIGSEGV' as const }, 1],
  ])('ends after %j with exit code %d', async (output, exitCode) => {
    const answer = await answerRequest(ruff, request, context(output));
    expect(answer.exitCode).toBe(exitCode);
    expect(JSON.parse(answer.output)).toMatchObject({ success: false });
  });

  it('answers input that is no request with a result, too', async () => {
    const answer = await answerRequest(ruff, 'garbage', context({}));
    expect(answer.exitCode).toBe(1);
    expect(JSON.parse(answer.output)).toMatchObject({
      success: false,
      content: { error_reason: 'contract' },
    });
  });

  it('ends with 1 for a capability the tool does not have', async () => {
    const answer = await answerRequest(ruff, '{"capability":"testing"}', context({}));
    expect(answer.exitCode).toBe(1);
    expect(JSON.parse(answer.output)).toMatchObject({
      message: "Capability 'testing' is not supported by ruff",
    });
  });
});
