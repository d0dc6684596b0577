import { describe, expect, it } from 'vitest';
import { sendSignal } from '../src/sendSignal.js';

describe('sendSignal', () => {
  it('tells whether the process exists', () => {
    expect(sendSignal(process.pid, 0)).toBe(true);
    expect(sendSignal(2_000_000_000, 0)).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    "counts another user's process as there",
    () => {
      expect(sendSignal(1, 0)).toBe(true);
    },
  );
});
