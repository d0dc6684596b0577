import { systemFs } from '@aim/core';
import type { InstallFs } from '../../src/index.js';

/** The calls that change something on the disk. */
const changing = [
  'fchmodSync',
  'fsyncSync',
  'mkdirSync',
  'openSync',
  'renameSync',
  'rmSync',
  'symlinkSync',
  'unlinkSync',
  'writeSync',
] as const;

/**
 * The real file system, telling `before` and `after` each changing call its number, from 1 on. What they throw is
 * the call's failure.
 */
export function watchedFs(watch: {
  readonly before?: (call: number, name: string) => void;
  readonly after?: (call: number, name: string) => void;
}): InstallFs {
  let calls = 0;
  const watched = changing.map((name) => {
    const real = systemFs[name] as (...args: unknown[]) => unknown;
    const call = (...args: unknown[]): unknown => {
      const number = (calls += 1);
      watch.before?.(number, name);
      try {
        return real(...args);
      } finally {
        watch.after?.(number, name);
      }
    };
    return [name, call] as const;
  });
  return { ...systemFs, ...Object.fromEntries(watched) };
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}
