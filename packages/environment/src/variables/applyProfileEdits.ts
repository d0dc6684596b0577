import { displayText } from '@aim/core';
import { environmentError } from '../errors.js';
import type { FileStore } from '../system/FileStore.js';
import type { ProfileEdit } from './ProfileEdit.js';

/**
 * Writes the profiles. All are compared with the plan before the first is written.
 *
 * @returns the files that changed
 * @throws AimError PROFILE_CHANGED; WRITE_FAILED from the atomic write
 */
export function applyProfileEdits(edits: readonly ProfileEdit[], files: FileStore): readonly string[] {
  const due = edits.filter((edit) => edit.action !== 'same');
  for (const edit of due) checkUnchanged(edit, files);
  for (const { path, after, mode } of due) {
    if (after === undefined) files.remove(path);
    else files.write(path, after, { mode });
  }
  return due.map((edit) => edit.path);
}

function checkUnchanged({ path, before }: ProfileEdit, files: FileStore): void {
  const now = files.entry(path) === undefined ? undefined : files.read(path);
  const same = now === undefined || before === undefined ? now === before : now.equals(before);
  if (same) return;
  throw environmentError(
    'PROFILE_CHANGED',
    `${displayText(path)} was changed meanwhile. Nothing was written.`,
    {
      hint: 'Run the command again.',
      details: { path },
    },
  );
}
