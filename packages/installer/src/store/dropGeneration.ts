import { join } from 'node:path';
import { systemErrorCode } from '@aim/core';
import type { PointerPlace } from './currentPointer.js';
import { atPath } from './storeError.js';

/** Removes a generation that is not in use; what it leads to in the store stays. @throws AimError INSTALL_STORE_FAILED */
export function dropGeneration({ fs, layout, platform }: PointerPlace, number: number): void {
  const directory = layout.generation(number);
  atPath(directory, () => {
    // First of all the junction into the store, so that nothing can walk through it.
    if (platform === 'win32') unlinkJunction(join(directory, 'store'), fs);
    fs.rmSync(directory, { recursive: true, force: true });
  });
}

function unlinkJunction(path: string, fs: PointerPlace['fs']): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
