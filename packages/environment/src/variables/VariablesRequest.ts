import type { ProfileSettings } from './profileLines.js';
import type { ShellKind } from './ShellKind.js';

/** What `env apply` is to set, and where. */
export interface VariablesRequest extends ProfileSettings {
  /** Shells whose profiles are written. The user's own when absent; on Windows then the registry instead. */
  readonly shells?: readonly ShellKind[];
}
