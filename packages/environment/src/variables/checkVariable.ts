import { displayText } from '@aim/core';
import { environmentError } from '../errors.js';

/**
 * Refuses what cannot stand in a profile or a shim: a line break in a value could end a marked block.
 *
 * @throws AimError PROFILE_VALUE
 */
export function checkVariable(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw environmentError(
      'PROFILE_VALUE',
      `No shell can set a variable of this name: ${displayText(name)}`,
      {
        hint: 'Use letters, digits and underscores.',
      },
    );
  }
  if (!/[\r\n\0]/.test(value)) return;
  throw environmentError('PROFILE_VALUE', `The value of ${name} holds a line break or a NUL character.`, {
    hint: 'Choose another folder.',
  });
}

/**
 * Refuses a folder that PATH would read as two, or as one relative to wherever the user stands.
 *
 * @throws AimError PROFILE_VALUE
 */
export function checkPathFolder(folder: string, platform: NodeJS.Platform): void {
  checkVariable('PATH', folder);
  const windows = platform === 'win32';
  const fits = windows ? /^(?:[A-Za-z]:[\\/]|\\\\)[^;"]*$/.test(folder) : /^\/[^:]*$/.test(folder);
  if (fits) return;
  throw environmentError('PROFILE_VALUE', `This folder cannot be added to PATH: ${displayText(folder)}`, {
    hint: `Use a whole path without "${windows ? ';' : ':'}".`,
  });
}
