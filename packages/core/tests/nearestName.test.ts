import { describe, expect, it } from 'vitest';
import { nearestName } from '../src/index.js';

describe('nearestName', () => {
  it.each([
    ['helth', 'health'],
    ['HEALTH', 'health'],
    ['secrtes', 'secrets'],
    ['toolz', 'tools'],
  ])('takes %j for a slip of %j', (name, meant) => {
    expect(nearestName(name, ['secrets', 'health', 'tools'])).toBe(meant);
  });

  it('prefers the nearest of several', () => {
    expect(nearestName('rout', ['routes', 'route'])).toBe('route');
  });

  it('suggests nothing when no name is near', () => {
    expect(nearestName('xyzzy', ['secrets', 'health'])).toBeUndefined();
    expect(nearestName('anything', [])).toBeUndefined();
    expect(nearestName('a'.repeat(101), ['a'.repeat(101)])).toBeUndefined();
  });
});
