import type { ConfigChange, WatchEvent } from './WatchEvent.js';

/** What is watched and what happens to what is found. */
export interface WatchOptions {
  /** Folders to look after. */
  readonly roots: readonly string[];
  /** See `findCaches`. */
  readonly patterns?: readonly string[];
  readonly centralCache?: string;
  readonly allowCentral?: readonly string[];
  /** Configuration files, which need not exist. */
  readonly configFiles?: readonly string[];
  /** Folder of journals, quarantine, the lock and what is remembered of the configuration. */
  readonly stateDir: string;
  /** Moves misplaced caches to the central folder; otherwise they are reported. */
  readonly enforce?: boolean;
  /** With `enforce`: says what would be moved. */
  readonly dryRun?: boolean;
  /** Validates a changed configuration file and records the change. What it throws is reported. */
  readonly onConfigChange?: (change: ConfigChange) => void | Promise<void>;
  readonly platform?: NodeJS.Platform;
  /** Wall clock, ms since the epoch. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
}

export interface WatchRunOptions extends WatchOptions {
  readonly onEvent: (event: WatchEvent) => void;
  /** How long folders must be quiet before they are looked through, in ms. 300 when absent. */
  readonly debounceMs?: number;
  /** How often roots and configuration files are looked after when nothing is reported, in ms. 5000 when absent. */
  readonly heartbeatMs?: number;
  /** How often whole roots are looked through where changes are not reported, in ms. 30 000 when absent. */
  readonly pollMs?: number;
  /** What to do when the system allows no further watches: `poll` when absent. */
  readonly onLimit?: 'poll' | 'fail';
  readonly effects?: Partial<WatchEffects>;
}

/** What a watcher asks of the system. */
export interface WatchEffects {
  /** `undefined` when the native watcher is not installed. */
  readonly loadTreeWatcher: () => Promise<TreeWatcher | undefined>;
  readonly watchFolder: WatchFolder;
  /** How many changes Linux keeps for a program that does not fetch them; further ones are lost. */
  readonly queueLength: () => number;
}

/** The part of `@parcel/watcher` that is used. */
export interface TreeWatcher {
  subscribe(
    folder: string,
    onEvents: (error: Error | null, events: readonly TreeEvent[]) => void,
    options?: { readonly backend?: string },
  ): Promise<{ unsubscribe(): Promise<void> }>;
}

export interface TreeEvent {
  readonly path: string;
  readonly type: 'create' | 'update' | 'delete';
}

/** The part of `fs.watch` that is used. */
export type WatchFolder = (
  folder: string,
  options: { readonly recursive: boolean },
  onEvent: (kind: string, name: string | null) => void,
) => FolderWatch;

export interface FolderWatch {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): void;
}
