import { expect, it } from 'vitest';
import { nearestName } from '../src/nearestName.js';

it.each([
  ['enviroment', 'environment'],
  ['regsitry', 'registry'],
  ['Registry', 'registry'],
  ['xyz', undefined],
  ['x'.repeat(100), undefined],
  ['', undefined],
])('takes %j for %j', (name, expected) => {
  expect(nearestName(name, ['environment', 'registry', 'audit'])).toBe(expected);
});
