import { systemFileStore, type FileStore } from '../system/FileStore.js';
import { pathModule } from '../system/pathModule.js';
import type { DiagnosticsBundle } from './DiagnosticsBundle.js';

export interface WriteDiagnosticsEffects {
  readonly files?: FileStore;
  readonly platform?: NodeJS.Platform;
}

/**
 * Writes a bundle into a folder, readable for this user only.
 *
 * @returns the path of the file
 * @throws AimError WRITE_FAILED
 */
export function writeDiagnostics(
  { fileName, text }: DiagnosticsBundle,
  directory: string,
  { files = systemFileStore, platform = process.platform }: WriteDiagnosticsEffects = {},
): string {
  const path = pathModule(platform).join(directory, fileName);
  files.write(path, text, { mode: 0o600 });
  return path;
}
