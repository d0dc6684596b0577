import { systemErrorCode, systemFs, type Runner } from '@aim/core';
import { constants, type readFileSync, type StatsFs, type Stats } from 'node:fs';
import { posix, win32 } from 'node:path';
import { promisify } from 'node:util';
import { createReach, type Reach } from './createReach.js';
import { networkMount, parseMounts, type Mount } from './remoteMount.js';

export interface PathFacts {
  readonly state: 'present';
  readonly kind: 'file' | 'directory' | 'other';
  /** Permission bits of the file itself, not of a link to it. */
  readonly mode: number;
  readonly uid: number;
  /** Whether the path itself is a symbolic link. */
  readonly link: boolean;
}

/** Why a path cannot be looked at: `silent` is a network path that does not answer. */
export type PathTrouble =
  | { readonly state: 'missing' }
  | { readonly state: 'silent' }
  | { readonly state: 'refused'; readonly code: string };

export interface FreeSpace {
  readonly state: 'measured';
  /** The folder that was measured: the one asked for or the nearest above it that exists. */
  readonly path: string;
  /** Tells file systems apart. */
  readonly device: number;
  /** Bytes that this user may still write. */
  readonly freeBytes: number;
  /** Files that may still be made; null where the file system sets no limit. */
  readonly freeFiles: number | null;
}

/** Asks the file system about absolute paths; rejects never. */
export interface PathInspector {
  readonly inspect: (path: string, signal: AbortSignal) => Promise<PathFacts | PathTrouble>;
  /** Whether this user may read the file, or list the folder. */
  readonly isReadable: (path: string, signal: AbortSignal) => Promise<boolean>;
  readonly freeSpace: (path: string, signal: AbortSignal) => Promise<FreeSpace | PathTrouble>;
  /** The mount point or share of another machine that a path lies on, links followed; undefined for a local one. */
  readonly networkMount: (path: string, signal: AbortSignal) => Promise<string | undefined>;
}

/** The calls an inspection is made of. */
export interface InspectorFs {
  readonly readFileSync: typeof readFileSync;
  readonly promises: {
    readonly access: (path: string, mode: number) => Promise<void>;
    readonly lstat: (path: string) => Promise<Stats>;
    readonly readlink: (path: string) => Promise<string>;
    readonly realpath: (path: string) => Promise<string>;
    readonly stat: (path: string) => Promise<Stats>;
    readonly statfs: (path: string) => Promise<StatsFs>;
  };
}

export interface PathInspectorOptions {
  /** Starts the child process that tries a network path. */
  readonly run: Runner;
  readonly platform?: NodeJS.Platform;
  /** Absolute path of a Node; this one when absent. */
  readonly node?: string;
  /** Gives the environment of that child; only what Windows needs to start one when absent. */
  readonly env?: () => Readonly<Record<string, string>>;
  readonly fs?: InspectorFs;
}

// On Linux a path that could hang is asked for by a child first, so that the calls here come back at once; the threads
// for others take ms to start. Node's own promises of these calls take 2 ms to load.
const inspectorFs = (platform: NodeJS.Platform): InspectorFs => ({
  readFileSync: systemFs.readFileSync,
  promises:
    platform === 'linux'
      ? {
          access: async (path, mode) => systemFs.accessSync(path, mode),
          lstat: async (path) => systemFs.lstatSync(path),
          readlink: async (path) => systemFs.readlinkSync(path),
          realpath: async (path) => systemFs.realpathSync.native(path),
          stat: async (path) => systemFs.statSync(path),
          statfs: async (path) => systemFs.statfsSync(path),
        }
      : {
          access: promisify(systemFs.access),
          lstat: promisify(systemFs.lstat),
          readlink: (path) => promisify(systemFs.readlink)(path),
          realpath: (path) => promisify(systemFs.realpath)(path),
          stat: promisify(systemFs.stat),
          statfs: promisify(systemFs.statfs),
        },
});

const smallestEnvironment = (): Readonly<Record<string, string>> => {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
};

/** Makes a {@link PathInspector} for this machine. */
export function createPathInspector(options: PathInspectorOptions): PathInspector {
  const { run, platform = process.platform, node = process.execPath } = options;
  const { env = smallestEnvironment, fs = inspectorFs(platform) } = options;
  let known: readonly Mount[] | undefined;
  const mounts = (): readonly Mount[] => (known ??= platform === 'linux' ? parseMounts(mountInfo(fs)) : []);
  const reach = createReach({ platform, run, node, env, mounts });
  const calls: Calls = { fs: fs.promises, path: platform === 'win32' ? win32 : posix, reach };
  return {
    inspect: (file, signal) => attempt({ file, signal, reach }, () => look(file, signal, calls)),
    isReadable: async (file, signal) => {
      const answer = await attempt({ file, signal, reach }, async () => {
        await fs.promises.access(file, constants.R_OK);
        return { state: 'readable' } as const;
      });
      return answer.state === 'readable';
    },
    freeSpace: (file, signal) => measure(file, signal, calls),
    networkMount: async (file, signal) => {
      const real = await attempt({ file, signal, reach }, async () => ({
        state: 'found' as const,
        path: await fs.promises.realpath(file),
      }));
      return networkMount(real.state === 'found' ? real.path : file, platform, mounts());
    },
  };
}

interface Calls {
  readonly fs: InspectorFs['promises'];
  readonly path: typeof posix;
  readonly reach: Reach;
}

function mountInfo(fs: InspectorFs): string {
  try {
    return fs.readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return '';
  }
}

async function look(
  file: string,
  signal: AbortSignal,
  { fs, path, reach }: Calls,
): Promise<PathFacts | PathTrouble> {
  const entry = await fs.lstat(file);
  const link = entry.isSymbolicLink();
  const target = link ? path.resolve(path.dirname(file), await fs.readlink(file)) : file;
  if (link && !(await reach(target, signal))) return { state: 'silent' };
  const found = link ? await fs.stat(file) : entry;
  return {
    state: 'present',
    kind: found.isDirectory() ? 'directory' : found.isFile() ? 'file' : 'other',
    mode: found.mode & 0o7777,
    uid: found.uid,
    link,
  };
}

async function measure(file: string, signal: AbortSignal, calls: Calls): Promise<FreeSpace | PathTrouble> {
  const { fs, path, reach } = calls;
  const space = await attempt({ file, signal, reach }, async () => {
    const { dev } = await fs.stat(file);
    const { bavail, bsize, files, ffree } = await fs.statfs(file);
    return {
      state: 'measured',
      path: file,
      device: dev,
      freeBytes: bavail * bsize,
      freeFiles: files > 0 ? ffree : null,
    } as const;
  });
  const parent = path.dirname(file);
  return space.state === 'missing' && parent !== file ? measure(parent, signal, calls) : space;
}

async function attempt<Answer>(
  { file, signal, reach }: { readonly file: string; readonly signal: AbortSignal; readonly reach: Reach },
  ask: () => Promise<Answer>,
): Promise<Answer | PathTrouble> {
  try {
    return (await reach(file, signal)) ? await ask() : { state: 'silent' };
  } catch (error) {
    const code = systemErrorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { state: 'missing' } : { state: 'refused', code };
  }
}
