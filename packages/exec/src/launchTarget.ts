import { readFileSync } from 'node:fs';
import { displayText, systemErrorCode } from '@aim/core';
import { execError } from './errors.js';
import { parseWindowsShim } from './windowsShim.js';

/** What the system is asked to start. */
export interface LaunchTarget {
  readonly file: string;
  readonly args: readonly string[];
}

export interface LaunchTargetOptions {
  readonly platform: NodeJS.Platform;
  readonly readText?: (path: string) => string;
}

const longestShimChain = 5;

/**
 * Turns a file that only `cmd.exe` could start into what it would start; everything else stays as it is. Never
 * touches the disk except on Windows, for a batch file.
 *
 * @returns the target, or the system's error code when the batch file cannot be read
 * @throws AimError EXEC_NOT_RUNNABLE for a batch file that is no package manager's shim, and for a file that is no
 * program
 */
export function launchTarget(
  request: LaunchTarget,
  { platform, readText = (path) => readFileSync(path, 'utf8') }: LaunchTargetOptions,
): LaunchTarget | { readonly startError: string } {
  if (platform !== 'win32') return request;
  let { file, args } = request;
  for (let followed = 0; followed < longestShimChain; followed += 1) {
    const extension = windowsExtension(file);
    if (extension === 'exe' || extension === 'com') return { file, args };
    if (extension !== 'cmd' && extension !== 'bat') throw notRunnable(file, 'is no Windows program');
    const text = readShim(file, readText);
    if (typeof text !== 'string') return text;
    const shim = parseWindowsShim(text, file);
    if (shim === undefined) throw notRunnable(file, "is a batch file and no package manager's shim");
    args = [...shim.nodeArgs, ...(shim.kind === 'node' ? [shim.target] : []), ...args];
    if (shim.kind === 'node') return { file: process.execPath, args };
    file = shim.target;
  }
  throw notRunnable(request.file, 'is a chain of batch files that leads to no program');
}

// Windows ignores dots and blanks at the end of a name, so "x.bat. " is "x.bat" too; a colon would name a stream of it.
function windowsExtension(file: string): string | undefined {
  if (file.includes(':', 2)) return undefined;
  // Looked for only where such a run begins: tried from within as well, a long one inside a name takes quadratic time.
  return /\.([^.\\/]+)$/.exec(file.replace(/(?<![. ])[. ]+$/, ''))?.[1]?.toLowerCase();
}

function readShim(
  file: string,
  readText: (path: string) => string,
): string | { readonly startError: string } {
  try {
    return readText(file);
  } catch (error) {
    return { startError: systemErrorCode(error) };
  }
}

function notRunnable(file: string, what: string) {
  return execError(
    'EXEC_NOT_RUNNABLE',
    `${displayText(file)} ${what}, and the command interpreter is never used.`,
    {
      hint: "Name the tool's .exe file, or its script for Node or PowerShell, instead.",
    },
  );
}
