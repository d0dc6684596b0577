import * as nodeFs from 'node:fs';
import type { FixFs } from '../../src/fix/FixFs.js';

const changing = [
  'chmodSync',
  'copyFileSync',
  'fchmodSync',
  'fsyncSync',
  'futimesSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'symlinkSync',
  'unlinkSync',
  'utimesSync',
  'writeSync',
] as const;

export interface CrashingFs {
  readonly fs: FixFs;
  readonly crashed: () => boolean;
}

/**
 * A file system on which nothing changes any more after a number of calls that change something: what a killed process
 * leaves, clean-up code included. Half of the last write still happens.
 */
export function crashingFs(after: number, base: FixFs = nodeFs): CrashingFs {
  let left = after;
  const crash = (): never => {
    throw Object.assign(new Error('crashed'), { code: 'CRASHED' });
  };
  const fs = { ...base } as Record<string, unknown>;
  for (const name of changing) {
    const call = base[name] as (...args: unknown[]) => unknown;
    fs[name] = (...args: unknown[]) => {
      left -= 1;
      if (left === -1 && name === 'writeSync') {
        const [fd, bytes] = args as [number, Buffer];
        base.writeSync(fd, bytes, 0, Math.floor(bytes.length / 2));
      }
      return left < 0 ? crash() : call(...args);
    };
  }
  return { fs: fs as unknown as FixFs, crashed: () => left < 0 };
}
