import { displayText } from '@aim/core';
import { environmentError } from '../errors.js';
import { failureCode } from '../system/failureCode.js';
import type { FileStore } from '../system/FileStore.js';
import { decodeProfile, type ProfileText } from './profileText.js';

export interface Profile extends ProfileText {
  /** `undefined` when there is no file. */
  readonly bytes: Buffer | undefined;
  readonly mode: number;
}

/**
 * Reads a profile through links; a missing one is an empty text.
 *
 * @throws AimError PROFILE_UNREADABLE
 */
export function readProfile(path: string, files: FileStore): Profile {
  if (files.entry(path) === undefined) return { bytes: undefined, mode: 0o644, encoding: 'bytes', text: '' };
  const real = files.realPath(path);
  const entry = real === undefined ? undefined : files.entry(real);
  if (entry === undefined) throw unreadable(path, 'is a link to nothing');
  if (entry.kind !== 'file') throw unreadable(path, 'is no regular file');
  const bytes = readBytes(path, files);
  const decoded = decodeProfile(bytes);
  if (decoded === undefined) throw unreadable(path, 'is no text in an encoding that can be kept');
  return { bytes, mode: entry.mode, ...decoded };
}

function readBytes(path: string, files: FileStore): Buffer {
  try {
    return files.read(path);
  } catch (cause) {
    throw unreadable(path, `cannot be read (${failureCode(cause)})`, cause);
  }
}

function unreadable(path: string, what: string, cause?: unknown) {
  return environmentError('PROFILE_UNREADABLE', `The profile ${displayText(path)} ${what}.`, {
    hint: 'Repair the file, or choose another shell.',
    cause,
  });
}
