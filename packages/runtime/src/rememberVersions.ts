import { join } from 'node:path';
import { createVersionCache, type VersionCache } from '@aim/health';
import type { Settings } from './loadSettings.js';

/** What programs said about their version, remembered for as long as their files stay the same. */
export function rememberVersions({ dirs, env, cwd }: Settings): VersionCache {
  return createVersionCache({ file: join(dirs.cache, 'versions.json'), env, cwd });
}
