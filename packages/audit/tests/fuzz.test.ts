import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import {
  auditStats,
  exportAudit,
  openAuditLog,
  queryAudit,
  readAuditLog,
  readAuditTrail,
  verifyAudit,
} from '../src/index.js';
import { floorPath } from '../src/logFiles.js';
import { formatSigned } from '../src/signedLink.js';
import { key, writtenSample } from './support/sampleLog.js';
import { tempDir } from './support/tempDir.js';

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

  it('has a floor that is read or refused', async () => {
    const { path } = await writtenSample(2);
    const floor = floorPath(path);
    const seed = formatSigned({ seq: 1, hash: 'a'.repeat(64) }, { key, purpose: 'floor' });
    await fuzz({
      seeds: [seed],
      parse: (text) => {
        writeFileSync(floor, text);
        return verifyAudit({ path, key });
      },
      isTyped,
    });
  });

  it('of an older system, a file an event, is read beside the newer one', async () => {
    const folder = tempDir();
    mkdirSync(join(folder, '2024-01-01'));
    const file = join(folder, '2024-01-01', 'a.json');
    const event = {
      timestamp: '2024-01-01T00:00:00+02:00',
      actor: 'human:ann',
      tool_id: 'aider',
      action: 'invoke',
      input: { tool: 'aider', capability: 'testing', payload: { prompt: 'x' } },
      result: { success: true, message: 'done', content: { exit_code: 0 } },
    };
    await fuzz({
      seeds: [JSON.stringify(event), `\uFEFF${JSON.stringify({ ...event, input: undefined })}`],
      parse: (text) => {
        writeFileSync(file, text);
        writeFileSync(join(folder, 'audit.jsonl'), text);
        const read = readAuditTrail([folder]);
        auditStats(read);
        queryAudit(read.records, { since: new Date(0), limit: 5 });
        for (const format of ['json', 'jsonl', 'csv'] as const) exportAudit(read.records, format);
      },
      isTyped,
    });
  });
});
