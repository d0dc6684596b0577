import { adapterContract, AimError, exitCodes, type Adapter } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { callAdapter } from '../src/callAdapter.js';
import { ran } from '../../../tools/testing/ran.mjs';

const request = {
  capability: 'editing',
  payload: {},
  tool: 'one',
  timeout_ms: 1,
  max_retries: 0,
  contract: adapterContract,
} as const;
const context = {
  run: () => Promise.resolve(ran()),
  executable: '/opt/one',
  cwd: '/',
  env: {},
  mask: ['canary-secret'],
};

function failing(thrown: unknown): Adapter {
  return { id: 'one', capabilities: [], secrets: [], invoke: () => Promise.reject(thrown) };
}

describe('callAdapter', () => {
  it('masks the result', async () => {
    const adapter: Adapter = {
      ...failing(null),
      invoke: () => Promise.resolve({ success: true, message: 'canary-secret', content: null }),
    };
    expect((await callAdapter(adapter, request, context)).message).toBe('***');
  });

  it.each([
    [exitCodes.dependency, 'not_installed'],
    [exitCodes.input, 'contract'],
  ])('turns a known error into a result (exit %d: %s)', async (exit, reason) => {
    const error = new AimError('EXEC_X', exit, 'Cannot start canary-secret');
    expect(await callAdapter(failing(error), request, context)).toEqual({
      success: false,
      message: 'Cannot start ***',
      content: { error_code: 'EXEC_X', error_reason: reason },
    });
  });

  it.each([
    [new TypeError('argv and env are in here'), 'TypeError'],
    ['text', 'string'],
  ])('turns an unknown error into a result without its text', async (error, kind) => {
    const result = await callAdapter(failing(error), request, context);
    expect(result).toEqual({
      success: false,
      message: `The adapter of tool 'one' failed with an unexpected error (${kind})`,
      content: { error_reason: 'crashed' },
    });
  });
});
