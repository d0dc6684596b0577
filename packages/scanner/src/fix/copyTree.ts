import { constants, type BigIntStats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FixFs } from './FixFs.js';
import { secondsOf } from './fileTimes.js';
import { withOpenFile } from './openFile.js';
import { sameContent } from './sameContent.js';

/**
 * Copies a file or a folder to a free name, with modes and times, and compares the copy with the original before it
 * returns. Symbolic links are copied as links.
 *
 * @throws Error with code `SPECIAL_FILE` for a socket, a pipe or a device, `CHANGED` when the copy differs, or the
 * system's error.
 */
export function copyTree(fs: FixFs, from: string, to: string): void {
  fs.mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  copyEntry(fs, from, to);
  compareEntry(fs, from, to);
}

function copyEntry(fs: FixFs, from: string, to: string): void {
  const stats = fs.lstatSync(from, { bigint: true });
  if (stats.isSymbolicLink()) return fs.symlinkSync(fs.readlinkSync(from), to);
  if (stats.isDirectory()) {
    fs.mkdirSync(to, { mode: 0o700 });
    for (const name of fs.readdirSync(from)) copyEntry(fs, join(from, name), join(to, name));
  } else if (stats.isFile()) {
    fs.copyFileSync(from, to, constants.COPYFILE_EXCL);
    syncFile(fs, to);
  } else throw coded('SPECIAL_FILE');
  keepFacts(fs, to, stats);
}

/** Times last: everything else changes them. */
function keepFacts(fs: FixFs, path: string, stats: BigIntStats): void {
  fs.chmodSync(path, Number(stats.mode & 0o7777n));
  fs.utimesSync(path, secondsOf(stats.atimeNs), secondsOf(stats.mtimeNs));
}

function syncFile(fs: FixFs, path: string): void {
  const fd = fs.openSync(path, 'r+');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

function compareEntry(fs: FixFs, from: string, to: string): void {
  const original = fs.lstatSync(from);
  const copy = fs.lstatSync(to);
  if (original.isSymbolicLink()) {
    if (!copy.isSymbolicLink() || fs.readlinkSync(from) !== fs.readlinkSync(to)) throw coded('CHANGED');
  } else if (original.isDirectory()) {
    const names = fs.readdirSync(from);
    if (!copy.isDirectory() || fs.readdirSync(to).length !== names.length) throw coded('CHANGED');
    for (const name of names) compareEntry(fs, join(from, name), join(to, name));
  } else {
    const same = withOpenFile(fs, from, (a) => withOpenFile(fs, to, (b) => sameContent(fs, a, b)));
    if (!same) throw coded('CHANGED');
  }
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
