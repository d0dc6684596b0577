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
  // Of a project nobody has vouched for, commands do not count: what is left of its profiles is none.
  const usable = Object.fromEntries(Object.entries(toolProfiles).filter(([, { command }]) => command));
  const read = [parseToolProfiles(usable, 'the configuration'), ...files.map(readToolProfiles)];
  return {
    profiles: Object.assign({}, ...read.map(({ profiles }) => profiles)) as ReadToolProfiles['profiles'],
    warnings: read.flatMap(({ warnings }) => warnings),
  };
}
