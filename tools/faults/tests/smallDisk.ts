import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Why no disk can be mounted here; undefined where one can. `npm run test:faults` gives this process mounts of its own. */
export const whyNoDisk: string | undefined =
  process.env.AIM_FAULT_MOUNTS === '1' ? undefined : 'no file system can be mounted here';

/** A small disk over a folder, and what can go wrong with it. */
export interface SmallDisk {
  /** Leaves this many KiB free. */
  fill(freeKiB: number): void;
  /** Makes a folder of the disk read-only. */
  protect(folder: string): void;
  /** Takes back what was done. */
  mend(): void;
  remove(): void;
}

export function mountSmallDisk(folder: string, sizeKiB: number): SmallDisk {
  const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'pipe' });
  const unmount = (path: string): void => void execFileSync('umount', ['-l', path], { stdio: 'pipe' });
  mount('-t', 'tmpfs', '-o', `size=${sizeKiB}k,mode=700`, 'tmpfs', folder);
  const filler = join(folder, 'filler');
  let bound: string[] = [];
  return {
    fill(freeKiB) {
      const { bavail, bsize } = statfsSync(folder);
      const descriptor = openSync(filler, 'w');
      try {
        const bytes = Buffer.alloc(Math.max(0, bavail * bsize - freeKiB * 1024), 1);
        for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
        if (fstatSync(descriptor).size !== bytes.length) throw new Error('the disk could not be filled');
      } finally {
        closeSync(descriptor);
      }
    },
    protect(path) {
      mount('--bind', path, path);
      bound.push(path);
      mount('-o', 'remount,bind,ro', path);
    },
    mend() {
      for (const path of bound) unmount(path);
      bound = [];
      rmSync(filler, { force: true });
    },
    remove: () => unmount(folder),
  };
}
