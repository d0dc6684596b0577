import { dirname } from 'node:path';
import { atomicWrite, systemErrorCode, systemFs } from '@aim/core';

/** What a path is itself, without following a link. */
export interface FileEntry {
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  /** Permission bits. */
  readonly mode: number;
}

export interface FileWriteOptions {
  /** Permission bits, whatever the umask. */
  readonly mode: number;
  /** `false` for what can be made again after a power cut. */
  readonly durable?: boolean;
}

/** The files an operation reads and writes. Paths are absolute. */
export interface FileStore {
  /** Names in a directory. Throws what the system throws. */
  readonly list: (directory: string) => readonly string[];
  /** `undefined` when nothing is there, or nothing that this user can reach. */
  readonly entry: (path: string) => FileEntry | undefined;
  /** Where the path leads through all links; `undefined` when to nothing. */
  readonly realPath: (path: string) => string | undefined;
  /** Follows links. Throws what the system throws. @param limit - bytes read from the beginning; all when absent. */
  readonly read: (path: string, limit?: number) => Buffer;
  /** Whether this user may write the file, through links. */
  readonly isWritable: (path: string) => boolean;
  /** Where a link points to, as it is written in it. */
  readonly readLink: (path: string) => string;
  /** Replaces a file as a whole; a link stays, and what it points to is replaced. Makes missing directories. */
  readonly write: (path: string, data: string | Uint8Array, options: FileWriteOptions) => void;
  readonly link: (target: string, path: string) => void;
  readonly remove: (path: string) => void;
  /** Removes a directory if it is empty; otherwise does nothing. */
  readonly removeEmptyDirectory: (path: string) => void;
}

/** The machine's files. */
export const systemFileStore: FileStore = {
  list: (directory) => systemFs.readdirSync(directory),
  entry(path) {
    try {
      const stats = systemFs.lstatSync(path);
      return { kind: kindOf(stats), mode: stats.mode & 0o7777 };
    } catch {
      return undefined;
    }
  },
  realPath(path) {
    try {
      return systemFs.realpathSync.native(path);
    } catch {
      return undefined;
    }
  },
  read: (path, limit) => (limit === undefined ? systemFs.readFileSync(path) : readHead(path, limit)),
  isWritable(path) {
    try {
      systemFs.accessSync(path, systemFs.constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
  readLink: (path) => systemFs.readlinkSync(path),
  write(path, data, options) {
    atomicWrite(path, data, options);
  },
  link(target, path) {
    systemFs.mkdirSync(dirname(path), { recursive: true });
    systemFs.symlinkSync(target, path);
  },
  remove(path) {
    systemFs.rmSync(path, { force: true });
  },
  removeEmptyDirectory(path) {
    try {
      systemFs.rmdirSync(path);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM', 'ENOTDIR'].includes(systemErrorCode(error)))
        throw error;
    }
  },
};

function kindOf(stats: ReturnType<typeof systemFs.lstatSync> & object): FileEntry['kind'] {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'directory';
  return stats.isFile() ? 'file' : 'other';
}

function readHead(path: string, limit: number): Buffer {
  const descriptor = systemFs.openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(limit);
    return buffer.subarray(0, systemFs.readSync(descriptor, buffer, 0, limit, 0));
  } finally {
    systemFs.closeSync(descriptor);
  }
}
