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

  it('goes by what the manager wrote where the message names all that it was called for', () => {
    const message = 'npm could not install eslint@1 @scope/eslint@1: code 1';
    expect(named(message, { output: 'path /x/lib/node_modules/@scope/eslint | code 1' })).toEqual([
      '@scope/eslint',
    ]);
    expect(named(message, { output: 'path /x/node_modules/eslint/node_modules/y' })).toEqual(['eslint']);
    expect(named(message, { output: 'path C:\\x\\node_modules\\eslint-config-x' })).toEqual([
      'eslint-config-x',
    ]);
    expect(named(message, { output: 'code 1' })).toHaveLength(3);
  });

  it('takes all where none is named', () => {
    expect(named('npm failed')).toHaveLength(3);
  });
});
