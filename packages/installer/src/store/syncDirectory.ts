import { systemErrorCode } from '@aim/core';
import type { InstallFs } from './InstallFs.js';

/** What some file systems answer that cannot sync a directory; there is no other way to ask them. */
const refusals = new Set(['EINVAL', 'ENOTSUP', 'EPERM', 'EACCES']);

/** Makes the entries of a directory survive a power cut. Windows has no such call. */
export function syncDirectory(
  path: string,
  { fs, platform }: { readonly fs: InstallFs; readonly platform: NodeJS.Platform },
): void {
  if (platform === 'win32') return;
  const descriptor = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(descriptor);
  } catch (error) {
    if (!refusals.has(systemErrorCode(error))) throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}
