import { describe, expect, it } from 'vitest';
import { parseSince } from '../src/index.js';

const now = new Date('2026-03-10T12:00:00Z');

describe('parseSince', () => {
  it.each([
    ['30m', '2026-03-10T11:30:00.000Z'],
    ['1h', '2026-03-10T11:00:00.000Z'],
    ['1d', '2026-03-09T12:00:00.000Z'],
    ['2w', '2026-02-24T12:00:00.000Z'],
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z'],
    ['2025-11-20T21:13:40.186469+00:00Z', '2025-11-20T21:13:40.186Z'],
  ])('reads %s', (text, moment) => {
    expect(parseSince(text, now).toISOString()).toBe(moment);
  });

  it.each(['', 'h', '1', '1y', '-1h', '1.5h', 'yesterday', '2026-13-01', '2026', '1h1d', '__proto__'])(
    'refuses %j',
    (text) => {
      expect(() => parseSince(text, now)).toThrow(
        expect.objectContaining({ code: 'AUDIT_SINCE_INVALID', exitCode: 5 }) as Error,
      );
    },
  );
});
