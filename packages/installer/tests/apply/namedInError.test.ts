import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { namedInError } from '../../src/apply/namedInError.js';

const steps = ['eslint', 'eslint-config-x', '@scope/eslint'].map(
  (name) => ({ action: 'install', manager: 'npm', name, to: '1', source: 'aim' }) as const,
);
const named = (message: string, details?: Record<string, unknown>): readonly string[] =>
  namedInError(new AimError('X', 4, message, { ...(details && { details }) }), steps).map(({ name }) => name);

describe('namedInError', () => {
  it('takes the package that the details or the text name', () => {
    expect(named('failed', { name: 'eslint' })).toEqual(['eslint']);
    expect(named('404 for eslint-config-x@1')).toEqual(['eslint-config-x']);
    expect(named('npm failed', { output: 'no match for @scope/eslint@1' })).toEqual(['@scope/eslint']);
    expect(named('eslint is bad')).toEqual(['eslint']);
  });

  it('takes all where none is named', () => {
    expect(named('npm failed')).toHaveLength(3);
  });
});
