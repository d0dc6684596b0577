import { readFileSync, writeFileSync } from 'node:fs';
import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { auditStats, exportAudit, openAuditLog, readAuditLog, verifyAudit } from '../src/index.js';
import { key, writtenSample } from './support/sampleLog.js';

const isTyped = (error: unknown): boolean => error instanceof AimError;

describe('whatever a log holds', () => {
  it('can be read, counted, exported, verified and added to', async () => {
    const { path, options } = await writtenSample(3);
    const log = readFileSync(path, 'utf8');
    const older = JSON.stringify({
      event_type: 'x',
      timestamp: '2024-01-01',
      severity: 'info',
      message: '',
      details: {},
    });
    await fuzz({
      seeds: [log, log.split('\n')[0] ?? '', older],
      parse: async (text) => {
        writeFileSync(path, text);
        const read = readAuditLog(path);
        auditStats(read);
        for (const format of ['json', 'jsonl', 'csv'] as const) exportAudit(read.records, format);
        verifyAudit({ path, key });
        await openAuditLog(options).append({ type: 'error', message: 'next' });
      },
      isTyped,
    });
  });

  it('has a head that is read or refused', async () => {
    const { path, headPath, options } = await writtenSample(2);
    await fuzz({
      seeds: [readFileSync(headPath, 'utf8')],
      parse: async (text) => {
        writeFileSync(headPath, text);
        verifyAudit({ path, key });
        await openAuditLog(options).append({ type: 'error', message: 'next' });
      },
      isTyped,
    });
  });
});
