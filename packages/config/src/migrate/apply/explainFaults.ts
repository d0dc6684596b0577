import { AimError } from '@aim/core';
import { configError } from '../../errors.js';

/**
 * Runs an action on the files of a migration. What the system refuses is said as an error that a user can act on.
 *
 * @throws AimError CONFIG_UNREADABLE in the place of an error of Node's own.
 */
export function explainFaults<T>(target: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof AimError || typeof code !== 'string') throw error;
    throw configError(
      'CONFIG_UNREADABLE',
      `The files of the migration into ${target} cannot be used (${code})`,
      {
        hint: 'Check the disk and the permissions of the state folder, then run the command again.',
        cause: error,
      },
    );
  }
}
