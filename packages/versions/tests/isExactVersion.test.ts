import { describe, expect, it } from 'vitest';
import { isExactVersion } from '../src/index.js';

describe('isExactVersion', () => {
  it('accepts versions of the scheme', () => {
    for (const text of ['1.0', 'v1.0', '1!2.0rc1.post1.dev2+local.1', '20.8b1']) {
      expect([text, isExactVersion('pep440', text)]).toEqual([text, true]);
    }
    for (const text of ['1.2.3', 'v1.2.3', '1.2.3-beta.1+build', '1.2.3beta']) {
      expect([text, isExactVersion('semver', text)]).toEqual([text, true]);
    }
    for (const text of ['1', '1.2.3.4', '1.1.1w', '3.12.1_1', '2.0-beta']) {
      expect([text, isExactVersion('plain', text)]).toEqual([text, true]);
    }
  });

  it('refuses ranges, tags, spaces and options', () => {
    const texts = ['', '^1.0.0', '~1.0.0', '>=1.0', '1.*', '1.x', '*', 'latest', '1.0.0 || 2.0.0', ' 1.0.0'];
    texts.push('1.0.0 ', '1.0.0\n', '--version', 'file:x', '1.0.0/../x', '==1.0.0', '1.0,<2', '1.0.0;x');
    for (const scheme of ['pep440', 'semver', 'plain'] as const) {
      for (const text of texts)
        expect([scheme, text, isExactVersion(scheme, text)]).toEqual([scheme, text, false]);
    }
    expect(isExactVersion('semver', '1.2')).toBe(false);
    expect(isExactVersion('pep440', '1.0-unknown')).toBe(false);
  });
});
