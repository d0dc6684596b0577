import { describe, expect, it } from 'vitest';
import { standardOutput } from '../src/outputTarget.js';

describe('standardOutput', () => {
  it('knows whether it is a terminal and can be written to', () => {
    const target = standardOutput(2);
    expect(typeof target.isTTY).toBe('boolean');
    expect(() => target.write(new Uint8Array())).not.toThrow();
  });
});
