import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import {
  checkIntegrity,
  chooseRelease,
  compareVersions,
  formatLock,
  isExactVersion,
  lockedRelease,
  parseLock,
  pinsOf,
  removeFromLock,
  reportVersions,
  updateLock,
  type Release,
} from '../src/index.js';

const isTyped = (error: unknown): boolean => error instanceof AimError;
const schemes = ['pep440', 'semver', 'plain'] as const;
const hash = `sha256:${'a'.repeat(64)}`;
const lock = JSON.stringify(
  {
    lockfileVersion: 1,
    packages: {
      'npm:a': { version: '1.0.0', integrity: { any: [`sha512-${'A'.repeat(86)}==`] } },
      'pipx:b': {
        version: '2.0',
        integrity: { 'linux-x64': [hash] },
        platformVersions: { 'win32-x64': '2.1' },
      },
    },
    other: [1],
  },
  null,
  2,
);

describe('whatever a file holds', () => {
  it('as aim.lock it is one that can be changed and written again, or a typed error', async () => {
    await fuzz({
      seeds: [lock, lock.replace('"npm:a"', '<<<<<<< ours\n"npm:a"')],
      parse: (text) => {
        const read = parseLock(text, '/x/aim.lock');
        const packages = [
          { manager: 'npm', name: 'a' },
          { manager: 'pipx', name: 'b' },
        ];
        for (const one of packages) {
          const found = lockedRelease(read, { ...one, platform: 'linux-x64' });
          if (found !== undefined) checkIntegrity(found, [hash]);
        }
        reportVersions({ wanted: packages, installed: [], lock: read, platform: 'win32-x64' });
        const changed = updateLock(read, [
          { ...packages[0]!, version: '1.1.0', integrity: [hash], platform: 'linux-x64' },
        ]);
        for (const one of [read, changed, removeFromLock(changed, [packages[1]!])]) {
          parseLock(formatLock(one), '/x/aim.lock');
        }
      },
      isTyped,
    });
  });

  it('as the pins of a configuration they are exact versions, or a typed error', async () => {
    await fuzz({
      seeds: [
        JSON.stringify({ npm: { a: '1.0.0', b: 'v2.0.0' }, pipx: { ruff: '==0.14.1' }, winget: { c: '1' } }),
      ],
      parse: (text) => {
        let versionPins: Readonly<Record<string, unknown>>;
        try {
          versionPins = JSON.parse(text) as Readonly<Record<string, unknown>>;
        } catch {
          versionPins = { npm: { a: text }, pipx: { a: text }, winget: { a: text } };
        }
        return pinsOf({ environment: { versionPins } });
      },
      isTyped,
    });
  });
});

describe('whatever a registry or a package manager names', () => {
  it.each(schemes)('as versions of %s they are compared and one is chosen, or none', async (scheme) => {
    await fuzz({
      seeds: ['1.0.0 2.0.0-rc.1 v3', '1!2.0.post1.dev3+local.1 1.0a1 1.0', '2024.1~beta 10.0b r5'],
      parse: (text) => {
        const releases = text
          .split(/\s/)
          .map((version): Release => ({ version, integrity: [], tags: ['latest'] }));
        for (const [index, { version }] of releases.slice(0, 50).entries()) {
          const other = releases[index + 1]?.version ?? '1.0.0';
          const order = compareVersions(scheme, version, other);
          const reverse = compareVersions(scheme, other, version);
          if ((order ?? 0) + (reverse ?? 0) !== 0) throw new Error('the order depends on the side');
          isExactVersion(scheme, version);
        }
        chooseRelease({ scheme, releases: releases.slice(0, 50), minimumReleaseAgeMs: 0, now: 0 });
      },
    });
  });
});
