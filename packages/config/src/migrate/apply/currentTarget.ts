import { readConfigFile } from '../../layers/readConfigFile.js';
import { sha256 } from '../sha256.js';
import type { MigrationFs } from './MigrationFs.js';

/** The file that is migrated into, as it lies on the disk. */
export interface CurrentTarget {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** Permission bits. */
  readonly mode: number;
}

/**
 * Reads the target; `undefined` when there is none.
 *
 * @throws AimError CONFIG_UNREADABLE or CONFIG_TOO_LARGE.
 */
export function currentTarget(file: string, fs: MigrationFs): CurrentTarget | undefined {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (!stats) return undefined;
  const bytes = readConfigFile(file, fs);
  return { bytes, sha256: sha256(bytes), mode: stats.mode & 0o777 };
}
