import { describe, expect, it } from 'vitest';
import { taskkill, taskkillArgs, taskkillPath } from '../src/windowsTree.js';

describe('taskkill', () => {
  it('is taken from the system directory', () => {
    expect(taskkillPath({ SystemRoot: 'D:\\Win', PATH: 'C:\\evil' })).toBe('D:\\Win\\System32\\taskkill.exe');
    expect(taskkillPath({})).toBe('C:\\Windows\\System32\\taskkill.exe');
  });

  it('ends the tree by force', () => {
    expect(taskkillArgs(42)).toEqual(['/T', '/F', '/PID', '42']);
  });

  it('keeps silent about a failure', async () => {
    await expect(taskkill.end(2_000_000_000)).resolves.toBeUndefined();
    expect(() => taskkill.endNow(2_000_000_000)).not.toThrow();
  });
});
