import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError, withLock } from '@aim/core';
import { namesIn } from './directoryEntries.js';

/** pipx brings shared libraries up to date in place when they are 30 days old; these are replaced before that. */
const periodMs = 28 * 24 * 3_600_000;

export interface PipxShared {
  /** A directory of the manager's own. */
  readonly directory: string;
  readonly platform: NodeJS.Platform;
  /** How long to wait for another process that creates them, in ms. */
  readonly waitMs: number;
  /** Makes them at a path; `false` when it cannot, and then pipx does. */
  readonly make?: (path: string) => Promise<boolean>;
  readonly now?: () => number;
}

/**
 * Runs an installation with the shared libraries (pip) that pipx uses for all environments: `install` is handed their
 * path. They are made first where that is possible. Otherwise pipx creates them when they are missing, and older
 * releases break them when two do so at once, so the first installation runs alone; those after it run side by side.
 * Once created they are never changed.
 *
 * @throws AimError `LOCK_BUSY`, `LOCK_FAILED`, and whatever `install` throws
 */
export async function withPipxShared<T>(
  shared: PipxShared,
  install: (path: string) => Promise<T>,
): Promise<T> {
  const { directory, platform, waitMs, make, now = Date.now } = shared;
  const root = join(directory, 'pipx-shared');
  const path = join(root, String(Math.floor(now() / periodMs)));
  if (isReady(path, platform)) return install(path);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const first = await withLock(
    join(directory, 'pipx-shared.lock'),
    async () => {
      if (isReady(path, platform)) return undefined;
      sweep(root, path);
      if ((await make?.(path)) === true && isComplete(path, platform)) {
        markReady(path);
        return undefined;
      }
      return { result: await installFirst(path, { platform, install }) };
    },
    { waitMs },
  );
  return first === undefined ? install(path) : first.result;
}

interface FirstInstallation<T> {
  readonly platform: NodeJS.Platform;
  readonly install: (path: string) => Promise<T>;
}

async function installFirst<T>(path: string, { platform, install }: FirstInstallation<T>): Promise<T> {
  const keep = () => {
    if (isComplete(path, platform)) markReady(path);
  };
  try {
    const result = await install(path);
    if (exists(path)) keep();
    else writeFileSync(unusedFile(path), '');
    return result;
  } catch (error) {
    // pipx came as far as asking the index for the package, so the libraries are whole.
    if (error instanceof AimError && /^INSTALL_(?:PACKAGE|VERSION)_NOT_FOUND$/.test(error.code)) keep();
    throw error;
  }
}

/** What a killed process left of these libraries, and those of the periods before the last one. */
function sweep(root: string, path: string): void {
  rmSync(path, { recursive: true, force: true });
  const current = Number(path.slice(root.length + 1));
  const old = namesIn(root).filter(
    (name) => /^\d+(?:\.unused)?$/.test(name) && Number.parseInt(name, 10) < current - 1,
  );
  for (const name of old) rmSync(join(root, name), { recursive: true, force: true });
}

function isReady(path: string, platform: NodeJS.Platform): boolean {
  return exists(path) ? exists(readyFile(path)) && isComplete(path, platform) : exists(unusedFile(path));
}

/** Through symbolic links: the Python that made them may have been removed. */
function isComplete(path: string, platform: NodeJS.Platform): boolean {
  const files = platform === 'win32' ? ['Scripts/python.exe', 'Scripts/pip.exe'] : ['bin/python', 'bin/pip'];
  return files.every((file) => exists(join(path, file)));
}

function markReady(path: string): void {
  writeFileSync(readyFile(path), '');
}

function readyFile(path: string): string {
  return join(path, '.aim-ready');
}

/** Says that pipx does without these libraries, as its newer releases do where they find uv. */
function unusedFile(path: string): string {
  return `${path}.unused`;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
