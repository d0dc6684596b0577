import { expect, it } from 'vitest';
import { auditStats, readAuditLog } from '../src/index.js';
import { openSample, writtenSample } from './support/sampleLog.js';
import * as fs from 'node:fs';

it('counts events in the legacy shape', async () => {
  const { path, log } = await writtenSample(2);
  await log.append({ type: 'error', severity: 'error', message: 'x' });
  expect(auditStats(readAuditLog(path))).toEqual({
    total_events: 3,
    by_type: { tool_invoke: 2, error: 1 },
    by_severity: { info: 2, error: 1 },
    log_size_bytes: fs.statSync(path).size,
    oldest_event: '2026-01-01T00:00:00.000Z',
    newest_event: '2026-01-01T00:00:02.000Z',
  });
});

it('describes an empty log', () => {
  expect(auditStats(readAuditLog(openSample().path))).toEqual({
    total_events: 0,
    by_type: {},
    by_severity: {},
    log_size_bytes: 0,
    oldest_event: null,
    newest_event: null,
  });
});

it('counts a type with a name of the language itself', () => {
  const records = ['__proto__', 'constructor'].map((event_type) => ({
    event_type,
    timestamp: '',
    severity: 'info',
    message: '',
    details: {},
    user: '',
    session_id: '',
  }));
  expect(JSON.stringify(auditStats({ records, bytes: 0 }).by_type)).toBe('{"__proto__":1,"constructor":1}');
});
