import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTerminal } from '../src/isTerminal.js';

function opened(path: string): boolean {
  const fd = openSync(path, 'r');
  try {
    return isTerminal(fd);
  } finally {
    closeSync(fd);
  }
}

describe('isTerminal', () => {
  it('is neither a file nor the null device', () => {
    expect(opened(join(import.meta.dirname, 'isTerminal.test.ts'))).toBe(false);
    expect(opened(devNull)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('is no terminal where it is another device', () => {
    expect(opened('/dev/zero')).toBe(false);
  });

  it('is no descriptor that is closed', () => {
    expect(isTerminal(987_654)).toBe(false);
  });
});
