import { describe, expect, it } from 'vitest';
import { judgeAttempts } from '../../src/run/judgeAttempts.js';

const limits = { maxAttempts: 10, maxErrorRepeats: 3, oscillationThreshold: 2 };
const attempts = (...outputs: string[]) =>
  outputs.map((output) => ({ output, signature: output.replace(/\d+/g, '#') }));

describe('the circuit breaker', () => {
  it.each([
    [['a'], 'retry'],
    [['a', 'b'], 'retry'],
    [['a', 'a'], 'oscillation'],
    [['a', 'b', 'a'], 'oscillation'],
    [['a', 'b', 'c', 'd', 'a'], 'retry'],
    [['e1', 'e2'], 'retry'],
    [['e1', 'e2', 'e3'], 'error_repeats'],
    [['e1', 'x', 'e2', 'y', 'e3'], 'error_repeats'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'], 'attempts_exhausted'],
  ] as const)('judges %j as %s', (outputs, verdict) => {
    expect(judgeAttempts(attempts(...outputs), limits)).toBe(verdict);
  });

  it('has no limit where the limit is 0', () => {
    const none = { maxAttempts: 10, maxErrorRepeats: 0, oscillationThreshold: 0 };
    expect(judgeAttempts(attempts('a', 'a', 'a', 'a'), none)).toBe('retry');
  });
});
