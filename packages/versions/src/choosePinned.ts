import { displayText } from '@aim/core';
import { compareVersions } from './compareVersions.js';
import { judgeAge, type AgeRule } from './judgeAge.js';
import type { Release } from './Release.js';
import type { ReleaseChoice, ReleaseNote } from './ReleaseChoice.js';
import type { VersionScheme } from './versionScheme.js';

/** The pinned release, whatever its age; what speaks against it becomes a note. */
export function choosePinned(
  pin: string,
  { scheme, releases, ...rule }: AgeRule & { scheme: VersionScheme; releases: readonly Release[] },
): ReleaseChoice {
  const release =
    releases.find(({ version }) => version === pin) ??
    releases.find(({ version }) => compareVersions(scheme, version, pin) === 0);
  const shown = displayText(pin);
  if (release === undefined) {
    const message = `The pinned version ${shown} is not among the ${releases.length} releases listed.`;
    return { outcome: 'none', reason: 'pin_not_listed', message, heldBack: [], notes: [] };
  }
  const notes: ReleaseNote[] = [];
  if (release.yanked) {
    notes.push({ code: 'pin_yanked', message: `${shown} is pinned, although its author withdrew it.` });
  }
  if (judgeAge(release, rule) === 'too_young') {
    notes.push({
      code: 'pin_young',
      message: `${shown} is pinned, although it is younger than minimumReleaseAge.`,
    });
  }
  return { outcome: 'chosen', release, heldBack: [], notes };
}
