import { dirname, join } from 'node:path';
import { systemErrorCode } from '@aim/core';
import { copyTree } from './copyTree.js';
import { stateOf } from './fileState.js';
import type { FixFs } from './FixFs.js';
import type { MoveIntent } from './FixIntent.js';
import { sideNames } from './fixPaths.js';
import { giveBack } from './putInPlace.js';
import { quietly } from './quietly.js';
import { removeTree } from './removeTree.js';
import type { UndoOutcome } from './UndoOutcome.js';

type Result = Omit<UndoOutcome, 'path'>;

export interface UndoMoveContext {
  readonly run: string;
  /** A copy on another file system was complete before the fix was cut short. */
  readonly copied: boolean;
  readonly fs: FixFs;
}

/** Moves a file or folder back to where it was, unless there is something else by now. */
export function undoMove(intent: MoveIntent, { run, copied, fs }: UndoMoveContext): Result {
  const { path, to } = intent;
  const { aside, fresh } = sideNames(path, run, intent.n);
  quietly(() => removeTree(fs, fresh));
  if (stateOf(fs, aside) !== undefined) {
    if (!copied) return returnAside(path, { aside, to }, fs);
    // The copy is complete: what is left of the original must not keep it from coming back.
    quietly(() => removeTree(fs, aside));
  }
  if (stateOf(fs, to) === undefined) {
    return { outcome: String(stateOf(fs, path)?.ino) === intent.ino ? 'untouched' : 'changed' };
  }
  if (stateOf(fs, path) !== undefined) return { outcome: 'changed', kept_at: to };
  fs.mkdirSync(dirname(path), { recursive: true });
  return bringBack({ path, to, fresh }, fs) ? { outcome: 'restored' } : { outcome: 'changed', kept_at: to };
}

/** The copy is not complete, but the original is. */
function returnAside(path: string, { aside, to }: { aside: string; to: string }, fs: FixFs): Result {
  if (stateOf(fs, path) !== undefined) return { outcome: 'changed', kept_at: aside };
  fs.renameSync(aside, path);
  removeTree(fs, to);
  return { outcome: 'restored' };
}

/** @returns `false` when something else has taken the name meanwhile. */
function bringBack({ path, to, fresh }: { path: string; to: string; fresh: string }, fs: FixFs): boolean {
  try {
    return rename(to, path, fs);
  } catch (error) {
    if (systemErrorCode(error) !== 'EXDEV') throw error;
  }
  copyTree(fs, to, fresh);
  if (!rename(fresh, path, fs)) return false;
  removeTree(fs, to);
  return true;
}

/** A folder cannot replace a file, nor a folder with something in it; a file could replace a file. */
function rename(from: string, to: string, fs: FixFs): boolean {
  if (stateOf(fs, from)?.isFile() === true) return giveBack(fs, from, to);
  fs.renameSync(from, to);
  return true;
}

/** Removes the folders that a restored path leaves empty, up to `top`. */
export function removeEmptyFolders(path: string, top: string, fs: FixFs): void {
  quietly(() => {
    for (let folder = dirname(path); folder.startsWith(join(top, '/')); folder = dirname(folder)) {
      fs.rmdirSync(folder);
    }
  });
}
