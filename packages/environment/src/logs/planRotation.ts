import type { Stats } from 'node:fs';
import { displayText, systemErrorCode } from '@aim/core';
import { environmentError } from '../errors.js';
import { isAbsolutePath } from '../system/isAbsolutePath.js';
import type { LogFile, LogMove, LogRotation } from './LogFile.js';
import { logEffects, type LogEffects } from './LogFs.js';
import { rotatedName } from './rotatedName.js';

/**
 * Calculates which log files are rotated. Looks at the files; changes nothing.
 *
 * @throws AimError LOG_PATH for a path that is not absolute
 */
export function planRotation(
  logFiles: readonly LogFile[],
  given?: Partial<LogEffects>,
): readonly LogRotation[] {
  const effects = logEffects(given);
  return logFiles.map((logFile) => planFile(logFile, effects));
}

function planFile({ path, maxSizeMB, maxFiles }: LogFile, effects: LogEffects): LogRotation {
  if (!isAbsolutePath(path, effects.platform)) {
    throw environmentError('LOG_PATH', `The path of a log file is not absolute: ${displayText(path)}`, {
      hint: 'Write a whole path in environment.observability.logFiles.',
    });
  }
  const nothing = { path, moves: [], remove: [] };
  const stats = look(path, effects);
  if (typeof stats === 'string') return { ...nothing, state: 'unreadable', error: stats };
  if (stats === undefined) return { ...nothing, state: 'missing' };
  if (stats.isSymbolicLink()) return { ...nothing, state: 'link' };
  if (!stats.isFile()) return { ...nothing, state: 'not_file' };
  const { size, dev, ino, mode } = stats;
  const known = { ...nothing, size, identity: { dev, ino, mode: mode & 0o7777 } };
  if (size < maxSizeMB * 1024 * 1024) return { ...known, state: 'small' };
  if (maxFiles <= 1) return { ...known, state: 'single' };
  return { ...known, state: 'rotate', ...planMoves(path, maxFiles, effects) };
}

/** @returns the system's error code for what cannot be looked at, which must not keep other logs from being rotated. */
function look(path: string, { fs }: LogEffects): Stats | string | undefined {
  try {
    return fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const code = systemErrorCode(error);
    return code === 'ENOTDIR' ? undefined : code;
  }
}

// Only the files up to the first gap move up. A rotation that was cut short leaves a gap, which the next one fills
// instead of pushing the oldest file out.
function planMoves(path: string, maxFiles: number, { fs, platform }: LogEffects) {
  const nth = (number: number): string => rotatedName(path, number, platform);
  const exists = (number: number): boolean =>
    fs.lstatSync(nth(number), { throwIfNoEntry: false }) !== undefined;
  let gap = 1;
  while (gap < maxFiles - 1 && exists(gap)) gap += 1;
  const moves: LogMove[] = [];
  for (let number = gap; number > 1; number -= 1) moves.push({ from: nth(number - 1), to: nth(number) });
  moves.push({ from: path, to: nth(1) });
  const remove: string[] = [];
  // Left over from a higher maxFiles. Numbers behind a gap may be anything, such as a date in a name.
  for (let number = maxFiles; exists(number); number += 1) remove.push(nth(number));
  return { moves, remove };
}
