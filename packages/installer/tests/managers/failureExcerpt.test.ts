import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureExcerpt, maskCredentials } from '../../src/managers/failureExcerpt.js';

describe('failureExcerpt', () => {
  it('keeps the end of a long output and stays short', () => {
    const text = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n');
    const excerpt = failureExcerpt(text);
    expect(excerpt).toMatch(/line 498 \| line 499$/);
    expect(excerpt.length).toBeLessThan(700);
  });

  it('cuts a single endless line', () => {
    expect(failureExcerpt('x'.repeat(60_000)).length).toBeLessThan(300);
  });

  it('leaves out stack traces, dumped objects and the place of the log', () => {
    const text = [
      'npm error code ECONNREFUSED',
      'npm error request to http://127.0.0.1:1/x failed, reason: connect ECONNREFUSED',
      'npm error     at _destroy (node:_http_client:884:9)',
      "npm error   errno: 'ECONNREFUSED',",
      'npm error   port: 1,',
      'npm error }',
      'npm error A complete log of this run can be found in: /root/.npm/_logs/x.log',
    ].join('\n');
    expect(failureExcerpt(text)).toBe(
      'code ECONNREFUSED | request to http://127.0.0.1:1/x failed, reason: connect ECONNREFUSED',
    );
  });

  it('leaves out the backtraces of Rust, but not numbered messages', () => {
    const text =
      'error: no toolchain\n\nStack backtrace:\n   0: anyhow::error::from\n   1: rustup_init\n404: Not Found';
    expect(failureExcerpt(text)).toBe('error: no toolchain | 404: Not Found');
  });

  it('makes terminal sequences and bidirectional controls harmless', () => {
    expect(failureExcerpt('\u001b[31mbad\u001b[0m \u202e\u0007 thing')).toBe('bad \\u202e\\x07 thing');
  });

  it('does not show half of a line in which the mark of a credential was cut off', () => {
    const text = `https://user:${'s'.repeat(70_000)}@host/\nshort end`;
    expect(failureExcerpt(text)).toBe('short end');
  });
});

describe('maskCredentials', () => {
  it.each([
    ['https://user:pa@ss@host/simple', 'https://***@host/simple'],
    ['//token@host/npm/', '//***@host/npm/'],
    ['//host/:_authToken=abc123', '//host/:_authToken=***'],
    ['_password = "abc"', '_password = "***"'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    ['npm_012345678901234567890123456789012345', '***'],
    ['@scope/name and https://host/@scope/name', '@scope/name and https://host/@scope/name'],
  ])('turns %s into %s', (text, masked) => {
    expect(maskCredentials(text)).toBe(masked);
  });

  it('never shows the password of a URL, whatever it consists of', () => {
    const letters = fc.stringMatching(/^[a-cX-Z019%:@!$&*+\-._~=]{1,12}$/);
    fc.assert(
      fc.property(letters, letters, (user, password) => {
        const secret = `MARK${password}`;
        expect(failureExcerpt(`GET https://${user}:${secret}@host/x failed`)).not.toContain(secret);
      }),
    );
  });
});
