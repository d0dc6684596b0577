import type { AuditSink } from '@aim/core';
import type { VersionComparison } from '../plan/PlanInput.js';
import type { ManagerContext, PackageManager } from '../PackageManager.js';
import type { InstallFs } from '../store/InstallFs.js';
import type { Follower } from './Follower.js';
import type { InstallEvent } from './InstallEvent.js';

/** What an installation acts with. */
export interface InstallEffects {
  /** Absolute path of the directory that holds everything `aim` installs. */
  readonly toolsRoot: string;
  readonly managers: readonly PackageManager[];
  /** Its signal stops the run, which then counts as failed. */
  readonly context: ManagerContext;
  readonly audit: AuditSink;
  /** Follows between the switch and the end of the journal, and is restored when the run is undone after that. */
  readonly follower?: Follower;
  readonly onEvent?: (event: InstallEvent) => void;
  /** `false` keeps what succeeded although something else failed. `true` when absent. */
  readonly rollback?: boolean;
  /**
   * How long a command may take to say its version, in ms; other packages are being installed meanwhile. 45 000 when
   * absent.
   */
  readonly probeTimeoutMs?: number;
  /** Where given, versions that compare as 0 count as the same one. */
  readonly compare?: VersionComparison;
  /** How long to wait for another installation to end, in ms. 10 000 when absent. */
  readonly lockWaitMs?: number;
  readonly clock?: () => Date;
  readonly fs?: InstallFs;
}
