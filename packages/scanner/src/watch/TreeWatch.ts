import type { WatchEvent, WatchMode } from './WatchEvent.js';
import type { TreeEvent, WatchEffects } from './WatchOptions.js';

/** One way of learning of changes in a folder and all folders in it. */
export interface TreeWatch {
  readonly mode: WatchMode;
  close(): Promise<void>;
}

export interface TreeWatchContext {
  readonly platform?: NodeJS.Platform;
  readonly effects: WatchEffects;
  readonly onLimit: 'poll' | 'fail';
  readonly onChanges: (events: readonly TreeEvent[]) => void;
  /** Changes may have been missed: everything has to be looked through. */
  readonly onMissed: () => void;
  readonly notice: (notice: Extract<WatchEvent, { type: 'notice' }>) => void;
}
