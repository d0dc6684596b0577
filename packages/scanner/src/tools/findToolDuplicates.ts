import { homedir } from 'node:os';
import { win32 } from 'node:path';
import { listCommandCandidates } from '@aim/exec';
import { foldsCase } from '../caches/isUnder.js';
import { systemToolFs } from './systemToolFs.js';
import type { ToolFs } from './ToolFs.js';
import type { ToolDuplicate, ToolInstall, ToolOrigin } from './ToolInstall.js';
import { toolOrigin } from './toolOrigin.js';
import { toolPlaces } from './toolPlaces.js';

export interface FindToolDuplicatesOptions {
  /** Names as they are typed. */
  readonly commands: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  /** Whether this user may execute the file at an absolute path. */
  readonly isExecutable?: ((path: string) => boolean) | undefined;
  /** Leaves out what no folder of `PATH` holds, which takes a look into every package manager's folders. */
  readonly onlyInPath?: boolean;
  /**
   * Asks the executable at an absolute path for its version. Without it nothing is started, and the version is read
   * from the package's own files.
   */
  readonly probeVersion?: (path: string) => string | null | Promise<string | null>;
  readonly fs?: ToolFs;
}

/**
 * Finds commands that are installed more than once: in `PATH`, and where pipx, uv, npm, Homebrew, winget and Scoop put
 * things. Paths that lead to one file, or to files of one installation, are one installation. The first in `PATH` is
 * the one that runs.
 */
export async function findToolDuplicates(
  options: FindToolDuplicatesOptions,
): Promise<readonly ToolDuplicate[]> {
  const { env = process.env, platform = process.platform, home = homedir(), fs = systemToolFs } = options;
  const lookup = { env, platform, ...(options.isExecutable && { isExecutable: options.isExecutable }) };
  const folders = options.onlyInPath === true ? [] : toolPlaces({ env, platform, home, fs });
  const places = { ...lookup, env: withPath(env, folders.join(platform === 'win32' ? ';' : ':')) };
  const duplicates: ToolDuplicate[] = [];
  for (const command of new Set(options.commands)) {
    const onPath = listCommandCandidates(command, lookup);
    const elsewhere = folders.length === 0 ? [] : listCommandCandidates(command, places);
    // Most commands are there once; where they come from need not be read then.
    const paths = new Set([...onPath, ...elsewhere]);
    const realPaths = new Set([...paths].map((path) => fs.realPath(path)));
    if (realPaths.size < 2) continue;
    const found = distinctInstalls(onPath, elsewhere, { fs, platform });
    if (found.length < 2) continue;
    const installs: ToolInstall[] = [];
    for (const install of found) installs.push(await describe(install, options.probeVersion));
    const runs = installs.find(({ status }) => status === 'runs') ?? null;
    const versions = new Set(installs.flatMap(({ version }) => version ?? []));
    duplicates.push({
      command,
      runs,
      others: installs.filter((install) => install !== runs),
      versions_differ: versions.size > 1,
    });
  }
  return duplicates;
}

function withPath(
  env: Readonly<Record<string, string | undefined>>,
  path: string,
): Readonly<Record<string, string | undefined>> {
  const others = Object.entries(env).filter(([name]) => name.toUpperCase() !== 'PATH');
  return { ...Object.fromEntries(others), PATH: path };
}

interface FoundInstall {
  readonly path: string;
  readonly realPath: string;
  readonly status: ToolInstall['status'];
  readonly origin: ToolOrigin;
  readonly alsoAt: string[];
}

interface Reading {
  readonly fs: ToolFs;
  readonly platform: NodeJS.Platform;
}

function distinctInstalls(
  onPath: readonly string[],
  elsewhere: readonly string[],
  { fs, platform }: Reading,
): readonly FoundInstall[] {
  const installs: FoundInstall[] = [];
  const known = new Map<string, FoundInstall>();
  const key = (text: string): string => (foldsCase(platform) ? text.toLowerCase() : text);
  for (const [index, path] of [...onPath, ...elsewhere].entries()) {
    const realPath = fs.realPath(path);
    if (realPath === undefined) continue;
    const origin = originOf(path, realPath, elsewhere, { fs, platform });
    const identity = fs.identity(realPath);
    const keys = [
      key(realPath),
      `root ${key(origin.root)}`,
      ...(identity === undefined ? [] : [`file ${identity}`]),
    ];
    const same = keys.map((one) => known.get(one)).find((install) => install !== undefined);
    if (same !== undefined) {
      if (same.path !== path && !same.alsoAt.includes(path)) same.alsoAt.push(path);
      continue;
    }
    const status = index >= onPath.length ? 'off_path' : installs.length === 0 ? 'runs' : 'shadowed';
    const found: FoundInstall = { path, realPath, status, origin, alsoAt: [] };
    installs.push(found);
    for (const one of keys) known.set(one, found);
  }
  return installs;
}

/** On Windows pipx and uv put a copy of a command into a folder of its own; it belongs to what it is a copy of. */
function originOf(
  path: string,
  realPath: string,
  elsewhere: readonly string[],
  reading: Reading,
): ToolOrigin {
  const { fs, platform } = reading;
  const origin = toolOrigin(realPath, fs, platform);
  const isCopy = platform === 'win32' && /\\\.local\\bin\\[^\\]+$/i.test(path) && origin.owner === 'unknown';
  if (!isCopy) return origin;
  const name = win32.basename(path).toLowerCase();
  const origins = elsewhere
    .filter((other) => win32.basename(other).toLowerCase() === name)
    .map((other) => toolOrigin(fs.realPath(other) ?? other, fs, platform));
  return origins.find(({ owner }) => owner === 'pipx' || owner === 'uv') ?? origin;
}

async function describe(
  { path, realPath, status, origin, alsoAt }: FoundInstall,
  probe: FindToolDuplicatesOptions['probeVersion'],
): Promise<ToolInstall> {
  const probed = (await probe?.(path)) ?? null;
  const version = probed ?? origin.version;
  return {
    path,
    real_path: realPath,
    status,
    owner: origin.owner,
    package: origin.package,
    version,
    version_source: version === null ? null : probed === null ? 'metadata' : 'probe',
    also_at: alsoAt,
    remove: origin.remove,
  };
}
