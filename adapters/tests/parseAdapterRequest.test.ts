import { AimError, exitCodes } from '@aim/core';
import { assert, json, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAdapterRequest } from '../src/parseAdapterRequest.js';

describe('parseAdapterRequest', () => {
  it('reads a whole request, a byte order mark included', () => {
    const request = {
      capability: 'linting',
      payload: { files: ['a.py'] },
      tool: 'ruff',
      timeout_ms: 5_000,
      max_retries: 2,
      contract: 'AIM_PLUS_V1',
    };
    expect(parseAdapterRequest(`\ufeff${JSON.stringify(request)}\r\n`)).toEqual(request);
  });

  it('fills in what the older contract left out', () => {
    expect(parseAdapterRequest('{"capability":"version","contract":"AIM_INTEGRATION_V1"}')).toEqual({
      capability: 'version',
      payload: {},
      tool: '',
      timeout_ms: 30_000,
      max_retries: 0,
      contract: 'AIM_PLUS_V1',
    });
  });

  it.each([
    ['', 'is not one JSON object'],
    ['[]', 'is not one JSON object'],
    ['{"capability":"a"}{}', 'is not one JSON object'],
    ['{}', '"capability"'],
    ['{"capability":""}', '"capability"'],
    ['{"capability":"a","payload":[]}', '"payload"'],
    ['{"capability":"a","tool":1}', '"tool"'],
    ['{"capability":"a","timeout_ms":0}', '"timeout_ms"'],
    ['{"capability":"a","timeout_ms":"5"}', '"timeout_ms"'],
    ['{"capability":"a","max_retries":-1}', '"max_retries"'],
    ['{"capability":"a","contract":"AIM_PLUS_V2"}', 'contract'],
  ])('refuses %s', (text, part) => {
    expect(() => parseAdapterRequest(text)).toThrow(part);
  });

  it('never throws anything but its own error for any text', () => {
    const outcome = (text: string): unknown => {
      try {
        return parseAdapterRequest(text).contract;
      } catch (error) {
        return error instanceof AimError ? error.exitCode : error;
      }
    };
    assert(
      property(oneof(string(), json()), (text) => {
        expect(['AIM_PLUS_V1', exitCodes.input]).toContain(outcome(text));
      }),
    );
  });
});
