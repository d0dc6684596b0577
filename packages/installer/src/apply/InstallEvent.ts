import type { ManagerId } from '../PackageManager.js';
import type { ErrorFacts } from './InstallResult.js';

/** What is told while an installation goes on, for progress. */
export type InstallEvent = PackageEvent | { readonly type: 'switched'; readonly generation: number };

export interface PackageEvent {
  /** `proving`: it is there and its command is being started. `rolled-back`: what this run did to it is undone. */
  readonly type: 'started' | 'proving' | 'finished' | 'failed' | 'rolled-back';
  readonly manager: ManagerId;
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly error?: ErrorFacts;
}
