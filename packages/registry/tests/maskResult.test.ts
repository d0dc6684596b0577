import { describe, expect, it } from 'vitest';
import { maskResult } from '../src/maskResult.js';

const secret = 'canary-4711-secret';

describe('maskResult', () => {
  it('masks every string, keys included, and leaves the rest alone', () => {
    const result = {
      success: true,
      message: `key ${secret}`,
      content: {
        list: [secret, 1, null, true],
        nested: { [secret]: `x${secret}y` },
        encoded: Buffer.from(secret).toString('base64'),
      },
    };
    const masked = maskResult(result, [secret]);
    expect(masked).toEqual({
      success: true,
      message: 'key ***',
      content: { list: ['***', 1, null, true], nested: { '***': 'x***y' }, encoded: '***' },
    });
  });

  it('masks a number that is a secret', () => {
    const result = { success: true, message: '', content: { pin: 1234567890, other: 1 } };
    expect(maskResult(result, ['1234567890']).content).toEqual({ pin: '***', other: 1 });
  });

  it('keeps a field named like a property of all objects', () => {
    const content = JSON.parse('{"__proto__":"a-value"}') as Record<string, unknown>;
    const masked = maskResult({ success: true, message: '', content }, [secret]);
    expect(JSON.stringify(masked.content)).toBe('{"__proto__":"a-value"}');
  });

  it('gives the same result back when there is nothing to keep secret', () => {
    const result = { success: true, message: '', content: null };
    expect(maskResult(result, [])).toBe(result);
  });
});
