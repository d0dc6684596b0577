/** What the configuration says about the checks, in general or for one workstream. */
export interface HealthSettings {
  readonly enabled?: boolean;
  readonly requiredCommands?: readonly string[];
  readonly requiredPaths?: readonly string[];
  readonly pathOrder?: readonly string[];
  /** Ids of checks that are left out. */
  readonly skip?: readonly string[];
  readonly perCheckTimeoutMs?: number;
}
