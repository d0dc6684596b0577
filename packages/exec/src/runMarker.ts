import { randomBytes } from 'node:crypto';

/** The variable by which the descendants of a run are found again, wherever they went. An orchestrator's `AIM_RUN_ID` is another. */
export const runMarkerVariable = 'AIM_RUN_MARKER';

/** A new run's id: 128 random bits, so that it can be searched for without regard to where it stands. */
export function createRunId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * The child's environment with the run's id in it. Ids of the runs this process itself belongs to stay in front, so
 * that an outer run finds what an inner one started.
 */
export function markEnvironment(
  env: Readonly<Record<string, string>>,
  runId: string,
  outer: string | undefined = process.env[runMarkerVariable],
): Record<string, string> {
  const outerIds = (outer ?? '').split('.').filter((id) => /^[0-9a-f]{32}$/.test(id));
  return { ...env, [runMarkerVariable]: [...outerIds.slice(-longestChain), runId].join('.') };
}

const longestChain = 15;
