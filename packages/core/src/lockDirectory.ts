import { linkSync, mkdirSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renameOver } from './renameOver.js';
import { systemErrorCode } from './systemErrorCode.js';

/** A lock directory's content at one moment. */
export interface LockListing {
  /** The highest generation; 0 for a lock that was never taken. */
  readonly generation: number;
  readonly released: boolean;
  readonly names: readonly string[];
}

/** How file systems without hard links refuse one. */
const linkless = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EISDIR',
  'EXDEV',
  'EMLINK',
  'UNKNOWN',
]);
const generationName = /^(\d{1,15})(\.released)?$/;

/** Lists a lock directory, creating it with mode 0700 if it is not there. */
export function listLock(directory: string): LockListing {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    names = [];
  }
  const generation = names.reduce((highest, name) => Math.max(highest, generationOf(name) ?? 0), 0);
  return { generation, released: names.includes(releasedName(generation)), names };
}

/** The number in a generation file's name; `undefined` for any other file. */
export function generationOf(name: string): number | undefined {
  const digits = generationName.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function releasedName(generation: number): string {
  return `${generation}.released`;
}

/** The text of a generation file, or `undefined` when it has gone or another process is about to remove it. */
export function readGeneration(directory: string, generation: number): string | undefined {
  return unlessBusy(() => readFileSync(join(directory, String(generation)), 'utf8'));
}

/** When a generation file was written, in ms since the epoch; `undefined` when it has gone. */
export function writtenAt(directory: string, generation: number): number | undefined {
  return unlessBusy(() => statSync(join(directory, String(generation))).mtimeMs);
}

/**
 * Creates a generation file together with its content, or returns `false` if it exists. A link is both exclusive
 * and never seen half written; where links are not supported, exclusive creation has to do.
 */
export function claimGeneration(
  directory: string,
  generation: number,
  content: string,
  link: (existing: string, created: string) => void = linkSync,
): boolean {
  const target = join(directory, String(generation));
  const temporary = join(directory, `tmp-${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode: 0o600 });
    link(temporary, target);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    // ENOENT: the directory was removed, or a winner on another machine took the temporary file for an orphan.
    // The caller lists anew and tries again.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!linkless.has(code)) throw error;
    return createExclusively(target, content);
  } finally {
    removeQuietly(temporary);
  }
}

/** Gives a generation up. It is renamed, not removed, because the highest number must never fall. */
export function markReleased(directory: string, generation: number): void {
  renameOver(join(directory, String(generation)), join(directory, releasedName(generation)));
}

/**
 * Removes all lower generations, the lowest first so that a claim's predecessor never outlives the claim, and the
 * temporary files of processes that are no more.
 */
export function sweepLock(
  directory: string,
  generation: number,
  names: readonly string[],
  isAlive: (pid: number) => boolean,
): void {
  const lower = names
    .filter((name) => (generationOf(name) ?? generation) < generation)
    .sort((a, b) => (generationOf(a) ?? 0) - (generationOf(b) ?? 0));
  const orphans = names.filter((name) => {
    const pid = /^tmp-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
  for (const name of [...lower, ...orphans]) removeQuietly(join(directory, name));
}

/** Removes a claim that came too late. */
export function withdrawClaim(directory: string, generation: number): void {
  removeQuietly(join(directory, String(generation)));
}

function createExclusively(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    removeQuietly(path);
    throw error;
  }
}

/** A file may vanish at any time; Windows also refuses to open one that is being removed. */
function unlessBusy<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = systemErrorCode(error);
    const busy = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code);
    if (code === 'ENOENT' || busy) return undefined;
    throw error;
  }
}

/** What cannot be removed now is removed by the next winner. */
function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // See above.
  }
}
