import { fstatSync, statSync } from 'node:fs';

/** Whether a file descriptor is a terminal. Asks the file system first, since Node's terminal module takes long to load. */
export function isTerminal(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    if (!stats.isCharacterDevice() || isNullDevice(stats.rdev)) return false;
    return process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    // A closed descriptor is no terminal.
    return false;
  }
}

function isNullDevice(rdev: number): boolean {
  return process.platform !== 'win32' && statSync('/dev/null', { throwIfNoEntry: false })?.rdev === rdev;
}
