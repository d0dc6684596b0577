import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAuditTrail } from '../src/index.js';
import { writtenSample } from './support/sampleLog.js';

describe('readAuditTrail', () => {
  it('makes one history of the log in use and the files of the older systems', async () => {
    const sample = await writtenSample(2);
    const old = join(sample.dir, 'AIM_audit', '2025-11-20');
    mkdirSync(old, { recursive: true });
    const event = { timestamp: '2025-11-20T21:13:40.186469+00:00Z', actor: 'pipeline', tool_id: 'aider' };
    writeFileSync(
      join(old, '2025-11-20T21-13-40-186469_aider_linting.json'),
      JSON.stringify({
        ...event,
        capability: 'linting',
        payload: {},
        result: { success: true, message: 'ok' },
      }),
    );
    const trail = readAuditTrail([join(sample.dir, 'AIM_audit'), sample.path]);
    expect(trail.records.map(({ timestamp }) => timestamp)).toEqual([
      '2025-11-20T21:13:40.186Z',
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:01.000Z',
    ]);
    expect(trail.unreadable).toEqual([]);
    expect(readAuditTrail([]).records).toEqual([]);
  });
});
