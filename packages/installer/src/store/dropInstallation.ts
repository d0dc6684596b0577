import { systemErrorCode } from '@aim/core';
import type { InstallFs } from './InstallFs.js';
import { markerPath } from './installationMarker.js';

/**
 * Removes a directory of the store. Its marker goes first: whatever a crash leaves of it counts as never installed.
 * What cannot be removed now is left to a later sweep; no generation names it.
 */
export function dropInstallation(directory: string, fs: InstallFs): void {
  try {
    unmark(directory, fs);
    fs.rmSync(directory, { recursive: true, force: true, maxRetries: 2 });
  } catch {
    // See above.
  }
}

function unmark(directory: string, fs: InstallFs): void {
  try {
    fs.unlinkSync(markerPath(directory));
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error))) throw error;
  }
}
