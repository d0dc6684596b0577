import { describe, expect, it } from 'vitest';
import { normalizePep440 } from '../../src/managers/pep440Version.js';

describe('normalizePep440', () => {
  it.each([
    ['1.0', '1.0'],
    ['v1.0', '1.0'],
    ['01.002', '1.2'],
    ['1.0-Beta.2', '1.0b2'],
    ['1.0.alpha', '1.0a0'],
    ['1.0c1', '1.0rc1'],
    ['1.0-preview_3', '1.0rc3'],
    ['1.0-1', '1.0.post1'],
    ['1.0.rev2', '1.0.post2'],
    ['1.0.dev', '1.0.dev0'],
    ['2!1.0', '2!1.0'],
    ['0!1.0', '1.0'],
    ['1.0+Ubuntu-01', '1.0+ubuntu.1'],
    ['1.0a1.post2.dev3', '1.0a1.post2.dev3'],
  ])('writes %s as %s', (version, normal) => {
    expect(normalizePep440(version)).toBe(normal);
    expect(normalizePep440(normal)).toBe(normal);
  });

  it.each([
    '',
    'latest',
    '>=1',
    '==1.0',
    '1.0 ',
    ' 1.0',
    '1.*',
    '1.0;x',
    '1.0\n',
    '-1',
    '1'.repeat(200),
    '1.0@ http',
  ])('knows that %j is no version', (version) => {
    expect(normalizePep440(version)).toBeUndefined();
  });
});
