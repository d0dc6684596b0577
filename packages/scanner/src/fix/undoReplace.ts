import { constants, type BigIntStats } from 'node:fs';
import { stateOf } from './fileState.js';
import { secondsOf } from './fileTimes.js';
import type { FixFs } from './FixFs.js';
import type { ReplaceIntent } from './FixIntent.js';
import { sideNames, type SideNames } from './fixPaths.js';
import { isPlaced } from './isPlaced.js';
import { withOpenFile } from './openFile.js';
import { giveBack, putInPlace } from './putInPlace.js';
import { sameContent } from './sameContent.js';
import type { UndoOutcome } from './UndoOutcome.js';

type Result = Omit<UndoOutcome, 'path'>;

/**
 * Makes a replaced file a file of its own again, with the content, the mode and the times it had. Goes by what is on
 * the disk, so it does not matter at which moment the fix, or an earlier undo, was cut short.
 */
export function undoReplace(intent: ReplaceIntent, run: string, fs: FixFs): Result {
  const side = sideNames(intent.path, run, intent.n);
  if (stateOf(fs, side.fresh) !== undefined) fs.unlinkSync(side.fresh);
  const blocked = clearDropped(intent, side, fs);
  if (blocked !== undefined) return blocked;
  const aside = stateOf(fs, side.aside);
  return aside === undefined ? undoPlaced(intent, side, fs) : returnAside(intent, { side, aside }, fs);
}

/** An undo that was cut short leaves the link or clone under this name. */
function clearDropped(intent: ReplaceIntent, { dropped }: SideNames, fs: FixFs): Result | undefined {
  const stats = stateOf(fs, dropped);
  if (stats === undefined) return undefined;
  const current = stateOf(fs, intent.path);
  if (current === undefined) {
    giveBack(fs, dropped, intent.path);
    return undefined;
  }
  if (!isPlaced(stats, intent)) return { outcome: 'changed', kept_at: dropped };
  fs.unlinkSync(dropped);
  return undefined;
}

/** The fix was cut short before it let go of the file: the file itself is still there. */
function returnAside(
  intent: ReplaceIntent,
  { side, aside }: { readonly side: SideNames; readonly aside: BigIntStats },
  fs: FixFs,
): Result {
  const { path } = intent;
  const current = stateOf(fs, path);
  if (current === undefined) {
    giveBack(fs, side.aside, path);
    return { outcome: 'restored' };
  }
  if (current.ino === aside.ino && current.dev === aside.dev) {
    fs.unlinkSync(side.aside);
    return { outcome: 'restored' };
  }
  if (!isPlaced(current, intent)) return { outcome: 'changed', kept_at: side.aside };
  const placed = putInPlace(fs, {
    path,
    source: side.aside,
    park: side.dropped,
    isMeant: (stats) => isPlaced(stats, intent),
  });
  if (placed === 'changed') return { outcome: 'changed', kept_at: side.aside };
  fs.unlinkSync(side.aside);
  fs.unlinkSync(side.dropped);
  return { outcome: 'restored' };
}

function undoPlaced(intent: ReplaceIntent, side: SideNames, fs: FixFs): Result {
  const { path } = intent;
  const current = stateOf(fs, path);
  if (current === undefined) return { outcome: 'changed' };
  if (isOriginal(current, intent)) return { outcome: 'untouched' };
  if (!isPlaced(current, intent)) return { outcome: 'changed' };
  // A clone has been a file of its own all along, with the mode and the times of the one it replaced.
  if (intent.method === 'reflink') return { outcome: 'restored' };
  makeCopy(intent, side.fresh, fs);
  const placed = putInPlace(fs, {
    path,
    source: side.fresh,
    park: side.dropped,
    isMeant: (stats) => isPlaced(stats, intent),
  });
  fs.unlinkSync(side.fresh);
  if (placed === 'changed') return { outcome: 'changed' };
  fs.unlinkSync(side.dropped);
  return { outcome: 'restored' };
}

/** The number alone would not do: file systems give it to the next new file. */
function isOriginal(stats: BigIntStats, { ino, size, mtime_ns }: ReplaceIntent): boolean {
  return String(stats.ino) === ino && String(stats.size) === size && String(stats.mtimeNs) === mtime_ns;
}

function makeCopy({ path, mode, mtime_ns, atime_ns }: ReplaceIntent, copy: string, fs: FixFs): void {
  fs.copyFileSync(path, copy, constants.COPYFILE_EXCL);
  const same = withOpenFile(fs, copy, (a) => withOpenFile(fs, path, (b) => sameContent(fs, a, b)));
  if (!same) throw Object.assign(new Error('the copy differs'), { code: 'EIO' });
  const fd = fs.openSync(copy, 'r+');
  try {
    fs.fchmodSync(fd, mode);
    fs.futimesSync(fd, secondsOf(BigInt(atime_ns)), secondsOf(BigInt(mtime_ns)));
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
