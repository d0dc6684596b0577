import { stateOf } from './fileState.js';
import type { FixFs } from './FixFs.js';
import type { LinkIntent } from './FixIntent.js';
import { sideNames } from './fixPaths.js';
import type { UndoOutcome } from './UndoOutcome.js';

/**
 * Removes a symbolic link that the fix made, if it still points where it did. A folder in its place is either what was
 * never moved or what was made since; the undoing of the move knows which.
 */
export function undoLink(intent: LinkIntent, run: string, fs: FixFs): Omit<UndoOutcome, 'path'> {
  const { path, target } = intent;
  const { fresh } = sideNames(path, run, intent.n);
  if (stateOf(fs, fresh)?.isSymbolicLink() === true) fs.unlinkSync(fresh);
  if (stateOf(fs, path)?.isSymbolicLink() !== true) return { outcome: 'untouched' };
  if (plainTarget(fs.readlinkSync(path)) !== plainTarget(target)) return { outcome: 'changed' };
  fs.unlinkSync(path);
  return { outcome: 'restored' };
}

/** Windows reads a junction back with a prefix or a trailing separator. */
function plainTarget(target: string): string {
  return target.replace(/^\\\\\?\\/, '').replace(/(?<=.)[\\/]$/, '');
}
