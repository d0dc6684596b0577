import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { checkNxOptions } from '../../src/nx/checkNxOptions.js';

const refusal = (options: unknown): string => {
  try {
    checkNxOptions(options);
  } catch (error) {
    if (error instanceof AimError) return `${error.code} ${error.message} ${error.hint ?? ''}`;
    throw error;
  }
  return 'accepted';
};

describe('checkNxOptions', () => {
  it('takes all that it knows, and nothing at all', () => {
    const all = {
      config: 'ci.json',
      workstream: 'ws-1',
      checks: { only: ['commands'], skip: ['node'] },
      secrets: ['A'],
      override: 'reason',
      inheritPassphrase: true,
    };
    expect(checkNxOptions(all)).toEqual(all);
    expect(checkNxOptions(undefined)).toEqual({});
  });

  it.each([
    [[], 'options must be an object'],
    [null, 'options must be an object'],
    [{ secrets: 'A' }, 'options.secrets must be a list of names'],
    [{ secrets: ['A', 1] }, 'options.secrets must be a list of names'],
    [{ override: true }, 'options.override must be a text'],
    [{ inheritPassphrase: 'yes' }, 'options.inheritPassphrase must be true or false'],
    [{ check: {} }, "options has no 'check' Did you mean 'checks'?"],
    [{ checks: [] }, 'options.checks must be an object'],
    [{ checks: { skipp: [] } }, "options.checks has no 'skipp' Did you mean 'skip'?"],
    [{ toString: 'x' }, "options has no 'toString'"],
  ])('refuses %j', (options, message) => {
    expect(refusal(options)).toContain('NX_OPTIONS_INVALID nx.json, plugin @aim/orchestrator-plugin/nx: ');
    expect(refusal(options)).toContain(message);
  });
});
