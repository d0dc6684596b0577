import { closeSync, openSync, readSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { resolveCommand } from '@aim/exec';
import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';

/**
 * The Python that pipx makes environments with: the one its program is started by, unless a variable names another.
 * Undefined where that cannot be told, as for a program that is no script.
 */
export function pipxPython(
  program: string,
  context: Pick<ManagerContext, 'env' | 'platform'>,
): string | undefined {
  const set = contextVariable(context, 'PIPX_DEFAULT_PYTHON');
  if (set !== undefined) return isAbsolute(set) ? set : undefined;
  const [interpreter = '', ...words] = interpreterLine(program).split(/\s+/);
  if (/^python[\d.]*$/.test(basename(interpreter)) && isAbsolute(interpreter)) return interpreter;
  const [name = ''] = words;
  if (basename(interpreter) !== 'env' || !/^python[\d.]*$/.test(name)) return undefined;
  return resolveCommand(name, context);
}

/** What follows `#!` in a script; empty for anything else. */
function interpreterLine(file: string): string {
  const start = Buffer.alloc(512);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const length = readSync(descriptor, start);
    const [line = ''] = start.toString('utf8', 0, length).split(/\r?\n/);
    return line.startsWith('#!') ? line.slice(2).trim() : '';
  } catch {
    return '';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
