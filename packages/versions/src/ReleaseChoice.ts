import type { Release } from './Release.js';

/** A release that is newer than the chosen one and not taken because of its age. */
export interface HeldBackRelease {
  readonly release: Release;
  /** When it becomes old enough, in ms since the epoch; absent when its age is not known. */
  readonly allowedAt?: number;
}

export type ReleaseNoteCode =
  | 'age_unknown'
  | 'held_back'
  | 'newer_than_latest'
  | 'pin_yanked'
  | 'pin_young'
  | 'prerelease';

/** Something about a choice that is worth saying. */
export interface ReleaseNote {
  readonly code: ReleaseNoteCode;
  /** One sentence; it does not name the package. */
  readonly message: string;
}

/**
 * Why no release can be chosen: the pinned version is not listed; nothing is listed; nothing listed is a version; all
 * are withdrawn; none is old enough.
 */
export type NoReleaseReason = 'pin_not_listed' | 'no_releases' | 'no_versions' | 'all_yanked' | 'too_young';

export type ReleaseChoice =
  | {
      readonly outcome: 'chosen';
      readonly release: Release;
      /** Newest first. */
      readonly heldBack: readonly HeldBackRelease[];
      readonly notes: readonly ReleaseNote[];
    }
  | {
      readonly outcome: 'none';
      readonly reason: NoReleaseReason;
      /** One sentence; it does not name the package. */
      readonly message: string;
      /** Newest first. */
      readonly heldBack: readonly HeldBackRelease[];
      readonly notes: readonly ReleaseNote[];
    };
