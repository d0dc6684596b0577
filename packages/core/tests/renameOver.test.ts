import { describe, expect, it } from 'vitest';
import { renameOver } from '../src/renameOver.js';

function refusing(code: string, times: number) {
  const calls = { renames: 0, slept: 0 };
  const rename = (): void => {
    calls.renames += 1;
    if (calls.renames <= times) throw Object.assign(new Error(code), { code });
  };
  const sleep = (ms: number): void => {
    calls.slept += ms;
  };
  return { calls, rename, sleep };
}

describe('renameOver', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('tries again when Windows refuses with %s', (code) => {
    const { calls, rename, sleep } = refusing(code, 3);
    renameOver('a', 'b', { platform: 'win32', rename, sleep });
    expect(calls.renames).toBe(4);
    expect(calls.slept).toBeGreaterThan(0);
  });

  it('gives up on Windows after ten seconds', () => {
    const { calls, rename, sleep } = refusing('EPERM', Infinity);
    expect(() => renameOver('a', 'b', { platform: 'win32', rename, sleep })).toThrow('EPERM');
    expect(calls.slept).toBeGreaterThanOrEqual(10_000);
    expect(calls.slept).toBeLessThan(10_500);
  });

  it.each([
    ['linux', 'EPERM'],
    ['darwin', 'EBUSY'],
    ['win32', 'ENOENT'],
  ] as const)('does not try again on %s after %s', (platform, code) => {
    const { calls, rename, sleep } = refusing(code, 1);
    expect(() => renameOver('a', 'b', { platform, rename, sleep })).toThrow(code);
    expect(calls.renames).toBe(1);
  });

  it('waits by itself when no sleep is given', () => {
    const { calls, rename } = refusing('EBUSY', 2);
    renameOver('a', 'b', { platform: 'win32', rename });
    expect(calls.renames).toBe(3);
  });
});
