import { join } from 'node:path';
import { atomicWrite } from '@aim/core';
import type { CommandLink } from './commandLinks.js';
import type { InstallFs } from './InstallFs.js';

/**
 * Puts a command into a generation's `bin`: on POSIX a relative link into the store, on Windows a batch file and a
 * script for a POSIX shell. These reach the store through the junction beside `bin`, because Windows resolves `..`
 * by the path's text, which differs between `current` and the generation itself; and because a path relative to the
 * file needs no letter that the console's code page lacks.
 */
export function writeCommand(
  generation: string,
  { command, target }: CommandLink,
  { fs, platform }: { readonly fs: InstallFs; readonly platform: NodeJS.Platform },
): void {
  const path = join(generation, 'bin', command);
  if (platform !== 'win32') {
    fs.symlinkSync(`../../../${target}`, path);
    return;
  }
  const shim = { fs, platform, durable: false, mode: 0o700 };
  atomicWrite(`${path}.cmd`, windowsShim(target), shim);
  atomicWrite(path, posixShim(target), shim);
}

function windowsShim(target: string): string {
  return `@"%~dp0..\\${target.replaceAll('/', '\\').replaceAll('%', '%%')}" %*\r\n`;
}

function posixShim(target: string): string {
  return `#!/bin/sh\nexec "$(dirname "$0")"/../'${target.replaceAll("'", String.raw`'\''`)}' "$@"\n`;
}
