import { describe, expect, it } from 'vitest';
import { comparePlainVersions, isPlainVersion } from '../../src/managers/plainVersion.js';

describe('comparePlainVersions', () => {
  it.each([
    ['1.9', '1.10'],
    ['1.0', '1.0.1'],
    ['2.0-beta', '2.0'],
    ['2.43.0', '10.0'],
    ['1.2.3', '1.2.3_1'],
    ['1.0a', '1.0b'],
  ])('finds %s older than %s', (older, newer) => {
    expect(comparePlainVersions(older, newer)).toBeLessThan(0);
    expect(comparePlainVersions(newer, older)).toBeGreaterThan(0);
  });

  it.each([
    ['1.0', '1.0.0'],
    ['v1.0', '1.0'],
    ['1.0-RC', '1.0-rc'],
  ])('takes %s and %s for the same', (a, b) => {
    expect(comparePlainVersions(a, b)).toBe(0);
  });
});

describe('isPlainVersion', () => {
  it.each(['1', '2024.1.0', '1.2.3_1', '1.0 R2', '1.0-beta+5~2'])('accepts %s', (version) => {
    expect(isPlainVersion(version)).toBe(true);
  });

  it.each(['', '-1', '--force', ' 1', '1 ', '1\n2', '../1', '1;x', '"1"', '1'.repeat(129)])(
    'refuses %j',
    (version) => {
      expect(isPlainVersion(version)).toBe(false);
    },
  );
});
