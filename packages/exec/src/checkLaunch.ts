import { statSync } from 'node:fs';
import { posix } from 'node:path';
import { displayText } from '@aim/core';
import { execError } from './errors.js';
import { isFullWindowsPath } from './searchPath.js';

/** What decides whether and how a program is started. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Refuses what Node or the system would refuse, before they see it: their own errors print the values.
 *
 * @throws AimError EXEC_INVALID_ARGUMENT, naming a variable or an argument's position, never a value
 * @throws AimError EXEC_WORKING_DIRECTORY when `cwd` is no directory
 */
export function checkLaunch(launch: Launch, platform: NodeJS.Platform): void {
  checkFile(launch.file, platform);
  launch.args.forEach(checkArgument);
  Object.entries(launch.env).forEach(([name, value], index) => {
    checkName(name, index + 1);
    checkValue(name, value, platform);
  });
  if (launch.cwd !== undefined) checkDirectory(launch.cwd);
}

function checkFile(file: string, platform: NodeJS.Platform): void {
  if (file.includes('\0')) throw invalid("The program's path holds a NUL character.", 'Remove it.');
  const absolute = platform === 'win32' ? isFullWindowsPath(file) : posix.isAbsolute(file);
  if (absolute) return;
  throw invalid(
    `The program's path is not absolute: ${displayText(file)}`,
    'Look the command up in PATH first; programs are never taken from the current directory.',
  );
}

function checkArgument(argument: unknown, index: number): void {
  if (typeof argument !== 'string') throw invalid(`Argument ${index + 1} is not a string.`, 'Pass text.');
  if (argument.includes('\0')) {
    throw invalid(
      `Argument ${index + 1} holds a NUL character, which no program can receive.`,
      'Remove it, or pass the text through a file or the standard input.',
    );
  }
}

function checkName(name: string, position: number): void {
  if (name !== '' && !/[=\0]/.test(name)) return;
  throw invalid(
    `The name of environment variable number ${position} is empty or holds "=" or a NUL character.`,
    'Rename the variable; letters, digits and underscores are safe.',
  );
}

function checkValue(name: string, value: unknown, platform: NodeJS.Platform): void {
  if (typeof value !== 'string')
    throw invalid(`${subject(name)} is not a string.`, 'Leave the variable out.');
  if (value.includes('\0')) {
    throw invalid(
      `${subject(name)} holds a NUL character, which no environment can carry.`,
      'Store the value without it, for example in base64.',
    );
  }
  if (fits(name, value, platform)) return;
  throw invalid(
    `${subject(name)} is too long for an environment.`,
    'Pass it through a file or the standard input.',
  );
}

function subject(name: string): string {
  return `The value of the environment variable ${displayText(name)}`;
}

// Linux: MAX_ARG_STRLEN, 128 KiB for "NAME=value" and its terminator. Windows: 32767 UTF-16 units for the same.
// Others have no such limit of their own, but what runs on one machine should run on all.
function fits(name: string, value: string, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return name.length + value.length + 2 <= 32_767;
  const enough = 131_072;
  if (3 * (name.length + value.length) + 2 <= enough) return true;
  return Buffer.byteLength(name) + Buffer.byteLength(value) + 2 <= enough;
}

function checkDirectory(cwd: string): void {
  if (cwd.includes('\0')) throw invalid('The working directory holds a NUL character.', 'Remove it.');
  if (isDirectory(cwd)) return;
  throw execError('EXEC_WORKING_DIRECTORY', `The working directory ${displayText(cwd)} does not exist.`, {
    hint: 'Create it, or run from another directory.',
  });
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

function invalid(message: string, hint: string) {
  return execError('EXEC_INVALID_ARGUMENT', message, { hint });
}
