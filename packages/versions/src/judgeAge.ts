import type { Release } from './Release.js';

export type AgeVerdict = 'old_enough' | 'too_young' | 'unknown';

export interface AgeRule {
  /** Ms since the epoch. */
  readonly now: number;
  /** In ms; 0 lets everything pass. */
  readonly minimumReleaseAgeMs: number;
}

/** Whether a release has been public long enough for a bad one to be noticed. */
export function judgeAge(release: Release, { now, minimumReleaseAgeMs }: AgeRule): AgeVerdict {
  if (minimumReleaseAgeMs <= 0) return 'old_enough';
  const allowedAt = allowedFrom(release, minimumReleaseAgeMs);
  if (allowedAt === undefined) return 'unknown';
  return allowedAt <= now ? 'old_enough' : 'too_young';
}

/** When a release becomes old enough, in ms since the epoch; undefined when the registry does not date it. */
export function allowedFrom({ publishedAt }: Release, minimumReleaseAgeMs: number): number | undefined {
  return publishedAt === undefined || !Number.isFinite(publishedAt)
    ? undefined
    : publishedAt + minimumReleaseAgeMs;
}
