import { systemFs } from '@aim/core';
import type { MigrationFs } from '../../../src/index.js';

const names = [
  'closeSync',
  'fchmodSync',
  'fstatSync',
  'fsyncSync',
  'mkdirSync',
  'openSync',
  'readFileSync',
  'readdirSync',
  'readlinkSync',
  'realpathSync',
  'renameSync',
  'rmSync',
  'statSync',
  'unlinkSync',
  'writeSync',
] as const;

export interface DyingFs {
  readonly fs: MigrationFs;
  /** How many calls were made. */
  readonly calls: () => number;
}

/** A file system that fails from its n-th call on, as it does for a process that was killed, or at that call only. */
export function dyingFs(at: number, mode: 'for good' | 'once'): DyingFs {
  let calls = 0;
  const wrapped = names.map((name) => {
    const original = systemFs[name] as (...args: unknown[]) => unknown;
    const replacement = (...args: unknown[]): unknown => {
      calls += 1;
      if (mode === 'once' ? calls === at : calls >= at)
        throw Object.assign(new Error('dead'), { code: 'EIO' });
      return original(...args);
    };
    return [name, Object.assign(replacement, original)] as const;
  });
  return { fs: Object.fromEntries(wrapped) as unknown as MigrationFs, calls: () => calls };
}
