import { failureReasons, type FailureReason } from '@aim/core';
import { describe, expect, it } from 'vitest';
import type { ToolAttempt } from '../src/capabilityResult.js';
import { allFailedResult, cancelledResult } from '../src/failedResult.js';
import { resultExitCode } from '../src/resultExitCode.js';

function attempt(tool: string, reason: FailureReason | null): ToolAttempt {
  return {
    tool,
    success: false,
    message: `${tool} ${reason}`,
    reason,
    duration_ms: 1,
    tries: 1,
    content: null,
  };
}

describe('allFailedResult', () => {
  it('joins the messages as the older bridge did and lists the attempts', () => {
    const attempts = [attempt('one', 'auth'), attempt('two', 'timeout')];
    expect(allFailedResult('editing', attempts)).toMatchObject({
      success: false,
      message: "All tools failed for capability 'editing': one: one auth; two: two timeout",
      content: { attempts },
      capability: 'editing',
    });
  });

  it.each<[(FailureReason | null)[], string, number]>([
    [['not_installed', 'not_installed'], 'not_installed', 3],
    [['timeout', 'not_installed'], 'timeout', 8],
    [['refused_by_policy'], 'refused_by_policy', 7],
    [['auth', 'timeout'], 'tool_error', 4],
    [['contract'], 'contract', 4],
    [[null], 'tool_error', 4],
    [[], 'tool_error', 4],
  ])('sums up %j as %s, exit code %d', (reasons, reason, code) => {
    const result = allFailedResult(
      'editing',
      reasons.map((each, index) => attempt(`t${index}`, each)),
    );
    expect([result.reason, resultExitCode(result)]).toEqual([reason, code]);
    expect(result.hint).toMatch(/\w/);
  });

  it.each(failureReasons)('has a hint for %s', (reason) => {
    expect(allFailedResult('editing', [attempt('one', reason)]).hint?.length).toBeGreaterThan(20);
  });
});

describe('resultExitCode', () => {
  it('is 0 only for success', () => {
    expect(resultExitCode({ success: true, reason: 'timeout' })).toBe(0);
    expect(resultExitCode({ success: false })).toBe(4);
    expect(resultExitCode({ success: false, reason: 'unknown_capability' })).toBe(5);
    expect(resultExitCode({ success: false, reason: 'invalid_input' })).toBe(5);
    expect(resultExitCode(cancelledResult('editing', []))).toBe(130);
  });
});
