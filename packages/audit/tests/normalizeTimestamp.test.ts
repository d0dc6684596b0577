import { expect, it } from 'vitest';
import { normalizeTimestamp } from '../src/normalizeTimestamp.js';

it.each([
  ['2025-11-12T18:03:56.2150840-06:00', '2025-11-13T00:03:56.215Z'],
  ['2025-11-20T21:13:40.186469+00:00Z', '2025-11-20T21:13:40.186Z'],
  ['2025-11-20T21:13:40.186469+02:00Z', '2025-11-20T19:13:40.186Z'],
  ['2025-11-20T21:13:40+0530', '2025-11-20T15:43:40.000Z'],
  ['2025-11-20T21:13:40.5Z', '2025-11-20T21:13:40.500Z'],
  ['2025-11-20t21:13:40z', '2025-11-20T21:13:40.000Z'],
  ['2025-11-20 21:13:40,123', '2025-11-20T21:13:40.123Z'],
  [' 2025-11-20T21:13:40 ', '2025-11-20T21:13:40.000Z'],
])('reads %j as %s', (written, normalized) => {
  expect(normalizeTimestamp(written)).toBe(normalized);
});

it.each(['', 'yesterday', '2025-13-41T99:00:00Z', '2025-11-20'])('leaves %j as it is', (text) => {
  expect(normalizeTimestamp(text)).toBe(text);
});
