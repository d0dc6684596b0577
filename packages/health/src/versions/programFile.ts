import type * as nodeFs from 'node:fs';

/** The calls that tell which file is at a path. */
export type ProgramFileFs = Pick<typeof nodeFs, 'realpathSync' | 'statSync'>;

export interface ProgramFile {
  /** The path without links. */
  readonly real: string;
  /** Bytes. */
  readonly size: bigint;
  /** Changes when another program comes to lie at the path: real path, device, inode, size and times. */
  readonly state: string;
}

/**
 * The file that looks like a program at a path; undefined for everything else. A log that a script writes to changes for
 * other reasons.
 */
export function programFile(path: string, fs: ProgramFileFs): ProgramFile | undefined {
  try {
    const found = fs.statSync(path, { bigint: true, throwIfNoEntry: false });
    if (found?.isFile() !== true) return undefined;
    const { dev, ino, size, mtimeNs, ctimeNs, mode } = found;
    if ((mode & 0o111n) === 0n && !/\.(exe|com|cmd|bat|ps1|[cm]?js|py)$/i.test(path)) return undefined;
    const real = fs.realpathSync.native(path);
    return { real, size, state: [real, dev, ino, size, mtimeNs, ctimeNs].join(' ') };
  } catch {
    return undefined;
  }
}
