import type * as nodeFs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { coreError } from './errors.js';
import { renameOver } from './renameOver.js';
import { systemErrorCode } from './systemErrorCode.js';
import { systemFs } from './systemFs.js';

/** The file system calls an atomic write is made of. */
export type AtomicWriteFs = Pick<
  typeof nodeFs,
  | 'closeSync'
  | 'fchmodSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readlinkSync'
  | 'realpathSync'
  | 'renameSync'
  | 'unlinkSync'
  | 'writeSync'
>;

export interface AtomicWriteOptions {
  /** Permission bits of the written file, whatever the umask. 0o600 when absent. */
  readonly mode?: number;
  /** `false` leaves out the fsyncs: the write is still atomic, but a power cut may undo it. */
  readonly durable?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly fs?: AtomicWriteFs;
  /** Blocks for this many ms; used between attempts of a rename that Windows refuses. */
  readonly sleep?: (ms: number) => void;
}

type Settings = AtomicWriteOptions & Required<Omit<AtomicWriteOptions, 'sleep'>>;

/**
 * Replaces a file as a whole: readers see the old content or the new one, also after a crash or on a full disk.
 * A symbolic link at `path` stays, and the file it points to is replaced. Missing parent directories are created
 * with mode 0700.
 *
 * @throws AimError WRITE_FAILED with the path and the system's error code.
 */
export function atomicWrite(path: string, data: string | Uint8Array, options: AtomicWriteOptions = {}): void {
  const settings: Settings = {
    ...options,
    mode: options.mode ?? 0o600,
    durable: options.durable ?? true,
    platform: options.platform ?? process.platform,
    fs: options.fs ?? systemFs,
  };
  try {
    const target = followLinks(path, settings.fs);
    const temporary = writeTemporary(dirname(target), data, settings);
    try {
      renameOver(temporary, target, {
        platform: settings.platform,
        rename: settings.fs.renameSync,
        ...(settings.sleep && { sleep: settings.sleep }),
      });
    } catch (error) {
      quietly(() => settings.fs.unlinkSync(temporary));
      throw error;
    }
    if (settings.durable && settings.platform !== 'win32') syncDirectory(dirname(target), settings.fs);
  } catch (error) {
    throw writeError(path, error);
  }
}

/** The file that a chain of symbolic links ends at, which need not exist. */
function followLinks(path: string, fs: AtomicWriteFs): string {
  let current = path;
  for (let hops = 0; hops < 40; hops += 1) {
    let link: string;
    try {
      link = fs.readlinkSync(current);
    } catch {
      return current;
    }
    current = resolve(fs.realpathSync(dirname(current)), link);
  }
  throw Object.assign(new Error('too many symbolic links'), { code: 'ELOOP' });
}

function writeTemporary(directory: string, data: string | Uint8Array, settings: Settings): string {
  const { fs, mode, durable, platform } = settings;
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const { path, descriptor } = createTemporary(directory, settings);
  let open = true;
  try {
    // The mode given to open() is cut by the umask.
    if (platform !== 'win32') fs.fchmodSync(descriptor, mode);
    for (let done = 0; done < bytes.length; ) done += fs.writeSync(descriptor, bytes, done);
    if (fs.fstatSync(descriptor).size !== bytes.length) {
      throw Object.assign(new Error('the file is shorter than what was written'), { code: 'EIO' });
    }
    if (durable) fs.fsyncSync(descriptor);
    open = false;
    fs.closeSync(descriptor);
    return path;
  } catch (error) {
    if (open) quietly(() => fs.closeSync(descriptor));
    quietly(() => fs.unlinkSync(path));
    throw error;
  }
}

function createTemporary(
  directory: string,
  { fs, mode }: Settings,
): { readonly path: string; readonly descriptor: number } {
  for (let attempt = 0; ; attempt += 1) {
    // Exclusive creation keeps this safe; the random part only has to make a collision unlikely.
    const path = join(directory, `.aim-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
    try {
      return { path, descriptor: fs.openSync(path, 'wx', mode) };
    } catch (error) {
      const code = systemErrorCode(error);
      if (attempt === 3 || (code !== 'ENOENT' && code !== 'EEXIST')) throw error;
      if (code === 'ENOENT') fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
    }
  }
}

/** Makes the rename survive a power cut. Some network file systems cannot do it, and there is no other way. */
function syncDirectory(directory: string, fs: AtomicWriteFs): void {
  const descriptor = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(descriptor);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EACCES'].includes(systemErrorCode(error))) throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Cleans up after a failure, which stays the one to report. */
function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // See above.
  }
}

function writeError(path: string, cause: unknown): Error {
  const code = systemErrorCode(cause);
  return coreError('WRITE_FAILED', `Cannot write ${path}: ${code}.`, {
    hint: hintFor(code),
    cause,
    details: { path, code },
  });
}

function hintFor(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk or your quota is full: free some space, then run the command again.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'Make the file and its directory writable for you, then run the command again.';
    default:
      return 'Check the disk and the path, then run the command again.';
  }
}
