import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLatest, queryAudit, readAuditLog, type AuditQuery } from '../src/index.js';
import { tempDir } from './support/tempDir.js';

const line = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('install', 'error'), day: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.constantFrom('no event', '', '{}') },
);
const query: fc.Arbitrary<AuditQuery> = fc.record(
  {
    type: fc.constantFrom('install', 'error', 'none'),
    limit: fc.integer({ min: 1, max: 6 }),
    since: fc.nat(8).map((day) => new Date(Date.UTC(2026, 0, day + 1))),
  },
  { requiredKeys: [] },
);

function text(lines: readonly (string | { readonly type: string; readonly day: number })[]): string {
  return lines
    .map((one, index) =>
      typeof one === 'string'
        ? one
        : JSON.stringify({
            event_type: one.type,
            timestamp: `2026-01-0${one.day + 1}`,
            message: String(index),
          }),
    )
    .map((one) => `${one}\n`)
    .join('');
}

describe('findLatest', () => {
  it('finds what a query of the whole log finds', () => {
    const lines = fc.array(line, { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, query, (older, newer, asked) => {
        const path = join(tempDir(), 'audit.jsonl');
        writeFileSync(join(path, '..', 'audit-1.jsonl'), text(older));
        writeFileSync(path, text(newer));
        const whole = readAuditLog(path);
        const found = findLatest(path, asked);
        expect(found.records).toEqual(queryAudit(whole.records, asked));
        const damaged = whole.unreadable.map(({ file }) => file);
        if (asked.limit === undefined) expect(new Set(found.unreadable)).toEqual(new Set(damaged));
        else for (const file of found.unreadable) expect(damaged).toContain(file);
      }),
    );
  });

  it('does not read what comes before the events it is asked for', () => {
    const path = join(tempDir(), 'audit.jsonl');
    mkdirSync(join(path, '..', 'audit-1.jsonl'));
    writeFileSync(
      path,
      text([
        { type: 'error', day: 0 },
        { type: 'install', day: 1 },
      ]),
    );
    expect(findLatest(path, { limit: 2 }).records).toHaveLength(2);
    expect(() => findLatest(path, { limit: 3 })).toThrow(
      expect.objectContaining({ code: 'AUDIT_READ_FAILED' }),
    );
  });

  it('finds nothing in a log that is not there', () => {
    expect(findLatest(join(tempDir(), 'audit.jsonl'), {})).toEqual({ records: [], unreadable: [] });
  });
});
