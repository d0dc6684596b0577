import { failureReasons } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { exitReasonOf, failureReasonOf, isRetryable } from '../src/failureReason.js';

describe('failureReasonOf', () => {
  it.each(failureReasons)('reads %s', (reason) => {
    expect(failureReasonOf({ content: { error_reason: reason } })).toBe(reason);
  });

  it.each([
    ['authentication_required', 'auth'],
    ['command_not_found', 'not_installed'],
    ['toString', 'tool_error'],
    ['something else', 'tool_error'],
    [7, 'tool_error'],
    [undefined, 'tool_error'],
  ])('reads %s as %s', (given, reason) => {
    expect(failureReasonOf({ content: { error_reason: given } })).toBe(reason);
  });

  it('is tool_error without content', () => {
    expect(failureReasonOf({ content: null })).toBe('tool_error');
  });
});

describe('exitReasonOf', () => {
  it.each([
    [124, 'timeout'],
    [127, 'not_installed'],
    [1, 'tool_error'],
  ])('reads exit code %d as %s', (code, reason) => {
    expect(exitReasonOf(code)).toBe(reason);
  });
});

describe('isRetryable', () => {
  it('is true only of failures that may pass by themselves', () => {
    expect(failureReasons.filter(isRetryable)).toEqual([
      'quota',
      'rate_limited',
      'overloaded',
      'context_too_long',
      'crashed',
      'tool_error',
    ]);
  });
});
