import { displayText } from '@aim/core';
import { choosePinned } from './choosePinned.js';
import { allowedFrom, judgeAge, type AgeRule, type AgeVerdict } from './judgeAge.js';
import { listReleases, newestOf, type ListedRelease } from './listReleases.js';
import type { Release } from './Release.js';
import type { HeldBackRelease, NoReleaseReason, ReleaseChoice, ReleaseNote } from './ReleaseChoice.js';
import type { VersionScheme } from './versionScheme.js';

export interface ChooseReleaseInput extends AgeRule {
  readonly scheme: VersionScheme;
  /** In any order. */
  readonly releases: readonly Release[];
  /** One exact version. It is chosen even when it is young or withdrawn. */
  readonly pin?: string;
}

/**
 * The release to install: the pinned one; without a pin the newest that is stable, not withdrawn, old enough and not
 * newer than what the registry calls `latest`. A pre-release is taken only where it is itself `latest` or where there
 * is nothing else. A release of known age goes before one of unknown age; where no dated one is old enough, the newest
 * undated one is taken, and a note says so. Never throws.
 */
export function chooseRelease(input: ChooseReleaseInput): ReleaseChoice {
  if (input.pin !== undefined) return choosePinned(input.pin, input);
  if (input.releases.length === 0) return none('no_releases', 'The registry lists no release.');
  const listed = listReleases(input.scheme, input.releases);
  if (listed.length === 0) return none('no_versions', 'No version the registry lists can be compared.');
  const latest = newestOf(listed.filter(({ release }) => release.tags?.includes('latest')));
  const offered = listed.filter(({ release }) => !release.yanked);
  const bounded = latest ? offered.filter((entry) => entry.compare(latest) <= 0) : offered;
  if (bounded.length === 0) return none('all_yanked', 'Every release that could be chosen was withdrawn.');
  const stable = bounded.filter((entry) => !entry.prerelease || entry === latest);
  return chooseByAge(stable.length > 0 ? stable : bounded, input, beyondLatest(offered, latest));
}

/** Chooses from releases that are fit but for their age. */
function chooseByAge(
  pool: readonly ListedRelease[],
  rule: AgeRule,
  notes: readonly ReleaseNote[],
): ReleaseChoice {
  const judged = (verdict: AgeVerdict): readonly ListedRelease[] =>
    pool.filter(({ release }) => judgeAge(release, rule) === verdict);
  const unknown = judged('unknown');
  const dated = newestOf(judged('old_enough'));
  const chosen = dated ?? newestOf(unknown);
  const heldBack = [...judged('too_young'), ...unknown]
    .filter((entry) => !chosen || entry.compare(chosen) > 0)
    .sort((a, b) => b.compare(a))
    .map(({ release }) => heldBackRelease(release, rule));
  const held = heldBack[0] ? [heldBackNote(heldBack[0], heldBack.length)] : [];
  if (!chosen) {
    const message = `None of the ${heldBack.length} releases that could be chosen is old enough yet.`;
    return { outcome: 'none', reason: 'too_young', message, heldBack, notes: [...notes, ...held] };
  }
  const { release, prerelease } = chosen;
  const own: ReleaseNote[] = [];
  const version = displayText(release.version);
  if (prerelease) own.push({ code: 'prerelease', message: `${version} is a pre-release.` });
  if (!dated) {
    const message = `The registry does not say when ${version} was published, so its age is not known.`;
    own.push({ code: 'age_unknown', message });
  }
  return { outcome: 'chosen', release, heldBack, notes: [...notes, ...held, ...own] };
}

function beyondLatest(
  offered: readonly ListedRelease[],
  latest: ListedRelease | undefined,
): readonly ReleaseNote[] {
  const newer = latest && newestOf(offered.filter((entry) => !entry.prerelease && entry.compare(latest) > 0));
  if (!newer) return [];
  const [version, bound] = [newer, latest].map((entry) => displayText(entry.release.version));
  return [
    {
      code: 'newer_than_latest',
      message: `${version} is passed over: the registry calls the older ${bound} latest.`,
    },
  ];
}

function heldBackRelease(release: Release, { minimumReleaseAgeMs }: AgeRule): HeldBackRelease {
  const allowedAt = allowedFrom(release, minimumReleaseAgeMs);
  return { release, ...(allowedAt !== undefined && { allowedAt }) };
}

function heldBackNote({ release, allowedAt }: HeldBackRelease, count: number): ReleaseNote {
  const others = count > 2 ? ` So are ${count - 1} older ones.` : count > 1 ? ' So is an older one.' : '';
  const version = displayText(release.version);
  const message =
    allowedAt === undefined
      ? `${version} is held back, since the registry does not say when it was published.${others}`
      : `${version} is held back until ${dateText(allowedAt)}: it is younger than minimumReleaseAge.${others}`;
  return { code: 'held_back', message };
}

function dateText(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return 'further notice';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function none(reason: NoReleaseReason, message: string): ReleaseChoice {
  return { outcome: 'none', reason, message, heldBack: [], notes: [] };
}
