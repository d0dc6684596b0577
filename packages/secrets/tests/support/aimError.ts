import { AimError } from '@aim/core';

/** The AimError that the action ends in; fails the test when it ends otherwise. */
export async function aimErrorOf(action: () => unknown): Promise<AimError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof AimError) return error;
    throw error;
  }
  throw new Error('the action succeeded');
}
