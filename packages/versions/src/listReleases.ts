import type { Release } from './Release.js';
import { rulesOf } from './schemes/rulesOf.js';
import type { VersionOrder } from './schemes/SchemeRules.js';
import type { VersionScheme } from './versionScheme.js';

/** A release whose version has been read. */
export interface ListedRelease {
  readonly release: Release;
  readonly prerelease: boolean;
  compare(other: ListedRelease): VersionOrder;
}

/** The releases whose versions the scheme can order, in the order given. */
export function listReleases(scheme: VersionScheme, releases: readonly Release[]): readonly ListedRelease[] {
  const rules = rulesOf(scheme);
  const read = new Map<ListedRelease, unknown>();
  for (const release of releases) {
    const version = rules.parse(release.version);
    if (version === undefined) continue;
    const listed: ListedRelease = {
      release,
      prerelease: rules.isPrerelease(version),
      compare: (other) => rules.compare(version, read.get(other)),
    };
    read.set(listed, version);
  }
  return [...read.keys()];
}

/** The newest of some releases; the first of equal ones. One pass: a package may have thousands. */
export function newestOf(listed: readonly ListedRelease[]): ListedRelease | undefined {
  let newest: ListedRelease | undefined;
  for (const entry of listed) {
    if (!newest || entry.compare(newest) > 0) newest = entry;
  }
  return newest;
}
