import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseRelease, compareVersions, type ChooseReleaseInput, type Release } from '../src/index.js';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 20, 12);
const minimumReleaseAgeMs = 24 * hour;

/** A release of so many hours ago; without an age the registry does not date it. */
function release(version: string, hoursAgo?: number, more: Partial<Release> = {}): Release {
  return {
    version,
    integrity: [],
    ...(hoursAgo !== undefined && { publishedAt: now - hoursAgo * hour }),
    ...more,
  };
}

function choose(releases: readonly Release[], more: Partial<ChooseReleaseInput> = {}) {
  const choice = chooseRelease({ scheme: 'semver', releases, now, minimumReleaseAgeMs, ...more });
  return {
    ...choice,
    version: choice.outcome === 'chosen' ? choice.release.version : choice.reason,
    held: choice.heldBack.map((entry) => entry.release.version),
    codes: choice.notes.map(({ code }) => code),
  };
}

describe('chooseRelease without a pin', () => {
  it('takes the newest by version, not by place or date', () => {
    expect(choose([release('1.9.0', 30), release('1.10.0', 900), release('1.2.0', 60)])).toMatchObject({
      version: '1.10.0',
      held: [],
      codes: [],
    });
  });

  it('holds back what is too young and says until when', () => {
    const choice = choose([release('1.0.0', 900), release('1.1.0', 23), release('1.2.0', 1)]);
    expect(choice).toMatchObject({ version: '1.0.0', held: ['1.2.0', '1.1.0'], codes: ['held_back'] });
    expect(choice.heldBack.map(({ allowedAt }) => allowedAt)).toEqual([now + 23 * hour, now + hour]);
    expect(choice.notes[0]?.message).toBe(
      '1.2.0 is held back until 2026-11-21 11:00 UTC: it is younger than minimumReleaseAge. So is an older one.',
    );
  });

  it('takes a release at the very moment it is old enough', () => {
    expect(choose([release('1.0.0', 900), release('1.1.0', 24)]).version).toBe('1.1.0');
  });

  it('reports releases of the future as too young, unless there is no minimum age', () => {
    const releases = [release('1.0.0', 900), release('1.1.0', -5)];
    expect(choose(releases).held).toEqual(['1.1.0']);
    expect(choose(releases, { minimumReleaseAgeMs: 0 })).toMatchObject({ version: '1.1.0', codes: [] });
  });

  it('says so when nothing is old enough', () => {
    const choice = choose([release('1.0.0', 2), release('1.1.0', 1)]);
    expect(choice).toMatchObject({ outcome: 'none', version: 'too_young', held: ['1.1.0', '1.0.0'] });
  });

  it('survives an age that no date can express', () => {
    const choice = choose([release('1.0.0', 2)], { minimumReleaseAgeMs: Infinity });
    expect(choice).toMatchObject({ version: 'too_young', codes: ['held_back'] });
  });

  it('passes over withdrawn releases and pre-releases', () => {
    const releases = [
      release('1.0.0', 900),
      release('1.1.0', 90, { yanked: true }),
      release('2.0.0-rc.1', 90),
    ];
    expect(choose(releases)).toMatchObject({ version: '1.0.0', held: [], codes: [] });
  });

  it('takes a pre-release where there is nothing else, and says so', () => {
    const releases = [release('18.9b0', 900), release('19.3b0', 800)];
    expect(choose(releases, { scheme: 'pep440' })).toMatchObject({
      version: '19.3b0',
      codes: ['prerelease'],
    });
    expect(choose([...releases, release('19.4', 1)], { scheme: 'pep440' }).version).toBe('too_young');
  });

  it('goes no further than what the registry calls latest', () => {
    const releases = [
      release('1.0.0', 900),
      release('1.1.0', 800, { tags: ['latest'] }),
      release('2.0.0', 700),
    ];
    const choice = choose(releases);
    expect(choice).toMatchObject({ version: '1.1.0', held: [], codes: ['newer_than_latest'] });
    expect(choice.notes[0]?.message).toContain('2.0.0 is passed over');
  });

  it('steps back from a latest that is too young, or withdrawn', () => {
    const old = [release('1.0.0', 900), release('1.1.0', 800), release('2.0.0', 700)];
    expect(choose([...old, release('1.2.0', 1, { tags: ['latest'] })])).toMatchObject({
      version: '1.1.0',
      held: ['1.2.0'],
    });
    expect(choose([...old, release('1.2.0', 100, { tags: ['latest'], yanked: true })]).version).toBe('1.1.0');
  });

  it('takes a pre-release that the registry calls latest', () => {
    const releases = [release('1.0.0', 900), release('1.1.0-rc.1', 800, { tags: ['next', 'latest'] })];
    expect(choose(releases)).toMatchObject({ version: '1.1.0-rc.1', codes: ['prerelease'] });
  });

  it('cannot judge ages in an index without dates: takes the newest and says so', () => {
    expect(choose([release('1.0.0'), release('1.1.0')])).toMatchObject({
      version: '1.1.0',
      held: [],
      codes: ['age_unknown'],
    });
    expect(choose([release('1.0.0')], { minimumReleaseAgeMs: 0 }).codes).toEqual([]);
  });

  it('prefers a known age to an unknown one, and an unknown one to one that is too young', () => {
    const mixed = choose([release('1.0.0', 900), release('1.1.0')]);
    expect(mixed).toMatchObject({ version: '1.0.0', held: ['1.1.0'], codes: ['held_back'] });
    expect(mixed.heldBack[0]).not.toHaveProperty('allowedAt');
    expect(choose([release('1.0.0'), release('1.1.0', 1)])).toMatchObject({
      version: '1.0.0',
      held: ['1.1.0'],
      codes: ['held_back', 'age_unknown'],
    });
    expect(choose([release('1.0.0', Number.NaN)]).codes).toEqual(['age_unknown']);
  });

  it('says why there is nothing to choose', () => {
    expect(choose([]).version).toBe('no_releases');
    expect(choose([release('nightly', 90)]).version).toBe('no_versions');
    expect(choose([release('1.0.0', 90, { yanked: true })]).version).toBe('all_yanked');
  });
});

describe('chooseRelease with a pin', () => {
  const releases = [
    release('1.0.0', 900),
    release('1.1.0', 90, { yanked: true }),
    release('1.2.0', 1, { tags: ['latest'] }),
    release('2.0.0-rc.1', 90),
  ];

  it('takes the pinned release, with a note on what speaks against it', () => {
    expect(choose(releases, { pin: '1.0.0' })).toMatchObject({ version: '1.0.0', held: [], codes: [] });
    expect(choose(releases, { pin: '1.1.0' })).toMatchObject({ version: '1.1.0', codes: ['pin_yanked'] });
    expect(choose(releases, { pin: '1.2.0' })).toMatchObject({ version: '1.2.0', codes: ['pin_young'] });
    expect(choose(releases, { pin: '2.0.0-rc.1' })).toMatchObject({ version: '2.0.0-rc.1', codes: [] });
  });

  it('finds it under another spelling, the same spelling first', () => {
    expect(choose([release('1.0', 90)], { scheme: 'pep440', pin: '1.0.0' }).version).toBe('1.0');
    const builds = [release('1.0.0+a', 90), release('1.0.0+b', 90)];
    expect(choose(builds, { pin: '1.0.0+b' }).version).toBe('1.0.0+b');
    expect(choose([release('nightly', 90)], { pin: 'nightly' }).version).toBe('nightly');
  });

  it('says so when it is not listed', () => {
    expect(choose(releases, { pin: '9.9.9' })).toMatchObject({ outcome: 'none', version: 'pin_not_listed' });
  });
});

describe('every choice', () => {
  const anyRelease = fc.record({
    version: fc
      .tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.constantFrom('', '', '-rc.1'))
      .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre}`),
    hoursAgo: fc.option(fc.integer({ min: -5, max: 60 }), { nil: undefined }),
    yanked: fc.boolean(),
    tags: fc.constantFrom<readonly string[]>([], [], ['latest'], ['next']),
  });
  const anyReleases = fc
    .array(anyRelease, { maxLength: 12 })
    .map((all) => all.map(({ version, hoursAgo, ...more }) => release(version, hoursAgo, more)));
  const age = ({ publishedAt }: Release) => (publishedAt === undefined ? undefined : now - publishedAt);

  it('is one of the releases, and neither too young nor withdrawn', () => {
    fc.assert(
      fc.property(anyReleases, (releases) => {
        const choice = chooseRelease({ scheme: 'semver', releases, now, minimumReleaseAgeMs });
        if (choice.outcome === 'none') return;
        expect(releases).toContain(choice.release);
        expect(age(choice.release) ?? Infinity).toBeGreaterThanOrEqual(minimumReleaseAgeMs);
        expect(choice.release.yanked).toBe(false);
      }),
    );
  });

  it('holds back only releases that are newer, newest first, and not known to be old enough', () => {
    fc.assert(
      fc.property(anyReleases, (releases) => {
        const choice = chooseRelease({ scheme: 'semver', releases, now, minimumReleaseAgeMs });
        const held = choice.heldBack.map((entry) => entry.release);
        for (const [index, entry] of held.entries()) {
          expect(age(entry) ?? 0).toBeLessThan(minimumReleaseAgeMs);
          if (choice.outcome === 'chosen') {
            expect(compareVersions('semver', entry.version, choice.release.version)).toBe(1);
          }
          const next = held[index + 1];
          if (next) expect(compareVersions('semver', entry.version, next.version)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('does not depend on the order of the listing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRelease, { selector: ({ version }) => version }), (all) => {
        const releases = all.map(({ version, hoursAgo, ...more }) => release(version, hoursAgo, more));
        const one = chooseRelease({ scheme: 'semver', releases, now, minimumReleaseAgeMs });
        const other = chooseRelease({
          scheme: 'semver',
          releases: releases.toReversed(),
          now,
          minimumReleaseAgeMs,
        });
        expect(other).toEqual(one);
      }),
    );
  });
});
