import { describe, expect, it } from 'vitest';
import { apiFailurePatterns, matchFailure, reasonOfStatus } from '../src/failurePatterns.js';

describe('matchFailure', () => {
  it.each([
    ['Error code: 401 - Incorrect API key provided', 'auth'],
    ['Not logged in · Please run /login', 'auth'],
    ['You exceeded your current quota, please check your plan and billing details.', 'quota'],
    ["You've hit your usage limit.", 'quota'],
    ['Credit balance is too low', 'billing'],
    ['exceeded retry limit, last status: 429 Too Many Requests', 'rate_limited'],
    ['429 RESOURCE_EXHAUSTED', 'rate_limited'],
    ['API Error: 529 overloaded_error', 'overloaded'],
    ['Selected model is at capacity. Please try a different model.', 'overloaded'],
    ["This model's maximum context length is 8192 tokens.", 'context_too_long'],
    ['Prompt is too long', 'context_too_long'],
  ])('reads %j as %s', (text, reason) => {
    expect(matchFailure(text, apiFailurePatterns)).toBe(reason);
  });

  it.each(['', 'Segmentation fault', 'No such file or directory: author.py', 'Unexpected token at 4012'])(
    'reads no reason into %j',
    (text) => {
      expect(matchFailure(text, apiFailurePatterns)).toBeUndefined();
    },
  );
});

describe('reasonOfStatus', () => {
  it('knows the statuses providers use', () => {
    const statuses = [401, 403, 402, 413, 429, 502, 503, 529, 500, null, '401'];
    expect(statuses.map(reasonOfStatus)).toEqual([
      'auth',
      'auth',
      'billing',
      'context_too_long',
      'rate_limited',
      'overloaded',
      'overloaded',
      'overloaded',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
