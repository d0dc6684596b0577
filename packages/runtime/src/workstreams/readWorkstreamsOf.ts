import { resolve } from 'node:path';
import {
  readWorkstreams,
  validateWorkstreams,
  workstreamDirectory,
  type ReadWorkstreams,
  type WorkstreamVerdict,
} from '@aim/workstream';
import type { Settings } from '../loadSettings.js';

export interface JudgedWorkstreams extends Pick<ReadWorkstreams, 'workstreams' | 'files'> {
  /** Where they were looked for; absolute. */
  readonly places: readonly string[];
  readonly verdict: WorkstreamVerdict;
}

/**
 * Reads and judges workstream files; without a path those of the usual directory.
 * @throws AimError `WORKSTREAM_NOT_FOUND`
 */
export function readWorkstreamsOf(
  { config, cwd, env }: Pick<Settings, 'config' | 'cwd' | 'env'>,
  paths: readonly string[] = [],
): JudgedWorkstreams {
  const places =
    paths.length === 0 ? [workstreamDirectory(env, cwd)] : paths.map((path) => resolve(cwd, path));
  const capabilities = Object.keys(config.registry.capabilities);
  const { workstreams, issues, files } = readWorkstreams(places, { capabilities });
  return { places, workstreams, files, verdict: validateWorkstreams(workstreams, issues) };
}
