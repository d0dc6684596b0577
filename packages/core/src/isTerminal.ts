import { fstatSync } from 'node:fs';

/** Whether a file descriptor is a terminal. Asks the file system first, since Node's terminal module takes long to load. */
export function isTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    // A closed descriptor is no terminal.
    return false;
  }
}
