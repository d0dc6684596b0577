import { describe, expect, it } from 'vitest';
import { fileDescriptorOutput } from '../src/output.js';

describe('fileDescriptorOutput', () => {
  it('takes its width from COLUMNS where there is no terminal, else 80', () => {
    const output = (env: Record<string, string>): ReturnType<typeof fileDescriptorOutput> =>
      fileDescriptorOutput(1, env);
    if (output({}).isTTY) return;
    expect(output({}).columns).toBe(80);
    expect(output({ COLUMNS: '132' }).columns).toBe(132);
    expect(output({ COLUMNS: 'wide' }).columns).toBe(80);
    expect(output({ COLUMNS: '0' }).columns).toBe(80);
  });

  it('writes nothing for an empty text', () => {
    expect(() => fileDescriptorOutput(2, {}).write('')).not.toThrow();
  });
});
