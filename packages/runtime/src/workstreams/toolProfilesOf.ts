import type { EffectiveConfig } from '@aim/config';
import { parseToolProfiles, readToolProfiles, type ReadToolProfiles } from '@aim/workstream';

/**
 * The tool profiles of the configuration and of files, of which the later ones win.
 * @throws AimError `WORKSTREAM_PROFILES_INVALID`
 */
export function toolProfilesOf(
  { toolProfiles = {} }: Pick<EffectiveConfig, 'toolProfiles'>,
  files: readonly string[],
): ReadToolProfiles {
  const read = [parseToolProfiles(toolProfiles, 'the configuration'), ...files.map(readToolProfiles)];
  return {
    profiles: Object.assign({}, ...read.map(({ profiles }) => profiles)) as ReadToolProfiles['profiles'],
    warnings: read.flatMap(({ warnings }) => warnings),
  };
}
