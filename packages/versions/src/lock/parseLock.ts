import { displayText } from '@aim/core';
import { versionsError } from '../errors.js';
import { checkLock } from './checkLock.js';
import type { Lock } from './Lock.js';
import { JsonProblem, readJson } from './readJson.js';

const maxLockBytes = 5 * 1024 * 1024;

/**
 * Reads the text of an `aim.lock`.
 *
 * @param file the file's path, for messages.
 * @throws AimError VERSION_LOCK_TOO_NEW for a later format; VERSION_LOCK_INVALID, with the line where there is one, for
 * anything else that is no lock: merge conflicts, duplicate keys, wrong types, more than 5 MB.
 */
export function parseLock(text: string, file: string): Lock {
  if (text.length > maxLockBytes || Buffer.byteLength(text) > maxLockBytes) {
    throw invalid(file, 'it is larger than 5 MB', 'Check that this is the file you mean.');
  }
  const content = text.replace(/^\uFEFF/, '');
  const marker = /^(?:<{7}|={7}|>{7}|\|{7})(?:[ \r\n]|$)/m.exec(content);
  if (marker) {
    const line = content.slice(0, marker.index).split('\n').length;
    const hint = 'Take one side of the conflict, then run "aim version lock".';
    throw invalid(`${file}:${line}`, 'it holds the marks of a merge conflict', hint);
  }
  if (/^\s*$/.test(content)) throw invalid(file, 'it is empty', 'Delete it, or run "aim version lock".');
  try {
    return checkLock(readJson(content), file);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    const hint = 'Restore the file from your version control, or delete it and run "aim version lock".';
    throw invalid(`${file}:${error.line}`, shorten(error.message), hint);
  }
}

function shorten(problem: string): string {
  return problem.length > 160 ? `${problem.slice(0, 160)}…` : problem;
}

function invalid(place: string, problem: string, hint: string): Error {
  return versionsError('VERSION_LOCK_INVALID', displayText(`${place} is no valid lock: ${problem}.`), {
    hint,
  });
}
