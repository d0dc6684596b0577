import { systemErrorCode } from '@aim/core';
import type { LogRotation } from './LogFile.js';
import { logEffects, type LogEffects } from './LogFs.js';

export interface RotationResult {
  readonly path: string;
  readonly rotated: boolean;
  /** The system's error code; the other log files are rotated all the same. */
  readonly error?: string;
}

/**
 * Rotates by renaming. A program that has the log open goes on writing to the renamed file until it opens the log
 * again, so no line is lost; copying and truncating would lose what is written between the two. The oldest file is
 * replaced last-first, so that a crash at any point leaves every other file whole. The new live file is empty and has
 * the mode of the old one. A log that someone else has rotated since the plan was made stays.
 */
export function applyRotation(
  plan: readonly LogRotation[],
  given?: Partial<LogEffects>,
): readonly RotationResult[] {
  const effects = logEffects(given);
  return plan.map((rotation) => rotateFile(rotation, effects));
}

function rotateFile(rotation: LogRotation, effects: LogEffects): RotationResult {
  const { path, moves, remove, error: unreadable } = rotation;
  if (unreadable !== undefined) return { path, rotated: false, error: unreadable };
  try {
    if (rotation.state !== 'rotate' || !isSameFile(rotation, effects)) return { path, rotated: false };
    for (const { from, to } of moves) effects.fs.renameSync(from, to);
    createEmpty(rotation, effects);
    for (const name of remove) effects.fs.unlinkSync(name);
    return { path, rotated: true };
  } catch (error) {
    return { path, rotated: false, error: systemErrorCode(error) };
  }
}

function isSameFile({ path, identity }: LogRotation, { fs }: LogEffects): boolean {
  const now = fs.lstatSync(path, { throwIfNoEntry: false });
  return now !== undefined && now.ino === identity?.ino && now.dev === identity.dev;
}

function createEmpty({ path, identity }: LogRotation, { fs, platform }: LogEffects): void {
  const mode = identity?.mode ?? 0o600;
  try {
    const descriptor = fs.openSync(path, 'wx', mode);
    // The mode given to open() is cut by the umask.
    if (platform !== 'win32') fs.fchmodSync(descriptor, mode);
    fs.closeSync(descriptor);
  } catch (error) {
    // The program that writes the log was faster.
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
}
