import { AimError } from '@aim/core';
import type { Settings } from './loadSettings.js';
import { openUnaskedVault } from './openUnaskedVault.js';

/** The names of the stored secrets; none where the vault cannot be read, which the commands that use it report. */
export function listSecretNames(settings: Settings): readonly string[] {
  try {
    return openUnaskedVault(settings)
      .list()
      .map(({ key }) => key);
  } catch (error) {
    if (error instanceof AimError) return [];
    throw error;
  }
}
