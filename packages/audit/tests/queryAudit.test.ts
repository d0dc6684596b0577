import { describe, expect, it } from 'vitest';
import { queryAudit, type AuditRecord } from '../src/index.js';

const record = (message: string, fields: Partial<AuditRecord> = {}): AuditRecord => ({
  event_type: 'tool_invoke',
  timestamp: '2026-01-01T00:00:00.000Z',
  severity: 'info',
  message,
  details: {},
  user: 'ann',
  session_id: '',
  ...fields,
});

const records = [
  record('a', { details: { tool: 'aider' } }),
  record('b', { details: { tool_id: 'aider' }, severity: 'error', timestamp: '2026-01-02T00:00:00.000Z' }),
  record('c', { event_type: 'install', timestamp: '2026-01-03T00:00:00.000Z' }),
  record('d', { timestamp: 'unknown' }),
];

const found = (query: Parameters<typeof queryAudit>[1]): string =>
  queryAudit(records, query)
    .map(({ message }) => message)
    .join('');

describe('queryAudit', () => {
  it('gives the newest first', () => {
    expect(found({})).toBe('dcba');
    expect(queryAudit(records)).toHaveLength(4);
  });

  it('filters by type, tool, severity and time, and by all of them together', () => {
    expect(found({ type: 'install' })).toBe('c');
    expect(found({ tool: 'aider' })).toBe('ba');
    expect(found({ severity: 'error' })).toBe('b');
    expect(found({ since: new Date('2026-01-02T00:00:00Z') })).toBe('cb');
    expect(found({ type: 'tool_invoke', tool: 'aider', severity: 'info' })).toBe('a');
    expect(found({ type: 'nothing' })).toBe('');
  });

  it('gives the newest of those that match, up to the limit', () => {
    expect(found({ limit: 2 })).toBe('dc');
    expect(found({ limit: 1, tool: 'aider' })).toBe('b');
    expect(found({ limit: 0 })).toBe('');
  });
});
