import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readAuditLog } from '../src/index.js';
import { writeLines } from './support/sampleLog.js';
import { tempDir } from './support/tempDir.js';

const digestOf = (value: unknown) => {
  const json = JSON.stringify(value);
  return { bytes: Buffer.byteLength(json), sha256: createHash('sha256').update(json).digest('hex') };
};

const logLine = (timestamp: string, message: string): string =>
  JSON.stringify({
    event_type: 'secret_set',
    timestamp,
    severity: 'warning',
    message,
    details: { key: 'K' },
    user: 'bob',
    session_id: '89abcdef',
  });

const steward = {
  timestamp: '2025-10-02T08:15:30.1234567-05:00',
  action: 'capability',
  actor: 'human:eve',
  input: { capability: 'refactoring', tool: 'claude-cli', payload: { prompt: 'a private prompt' } },
  result: { success: true, message: 'done' },
};

const pipeline = {
  timestamp: '2025-10-01T10:00:00.000001+00:00Z',
  actor: 'pipeline',
  tool_id: 'aider',
  capability: 'code_generation',
  payload: { files: ['a.py'] },
  result: {
    success: false,
    message: 'Adapter exited with code 2: ',
    content: { exit_code: 2, stderr: 'private' },
  },
};

function legacyDirectory(): string {
  const dir = join(tempDir(), 'AIM_audit');
  const write = (day: string, name: string, content: string): void => {
    mkdirSync(join(dir, day), { recursive: true });
    writeFileSync(join(dir, day, name), content);
  };
  write('2025-10-02', '2025-10-02T08-15-30Z_capability.json', `\uFEFF${JSON.stringify(steward)}`);
  write('2025-10-01', '2025-10-01T10-00-00-000001_aider_code_generation.json', JSON.stringify(pipeline));
  return dir;
}

describe('readAuditLog', () => {
  it('reads lines of the old log', () => {
    const path = join(tempDir(), 'audit.jsonl');
    writeLines(path, [logLine('2025-10-01T10:00:00.123456+02:00', 'stored')]);
    expect(readAuditLog(path).records).toEqual([
      {
        event_type: 'secret_set',
        timestamp: '2025-10-01T08:00:00.123Z',
        severity: 'warning',
        message: 'stored',
        details: { key: 'K' },
        user: 'bob',
        session_id: '89abcdef',
      },
    ]);
  });

  it('goes on after lines that are no events, and tells where they are', () => {
    const path = join(tempDir(), 'audit.jsonl');
    writeLines(path, ['{', '[]', 'null', '{"a":1}', '', '{"event_type":"error"}']);
    const { records, unreadable } = readAuditLog(path);
    expect(records).toEqual([
      {
        event_type: 'error',
        timestamp: '',
        severity: 'info',
        message: '',
        details: {},
        user: '',
        session_id: '',
      },
    ]);
    expect(unreadable).toEqual([1, 2, 3, 4].map((line) => ({ file: path, line })));
  });

  it('has no events where there is no log', () => {
    expect(readAuditLog(join(tempDir(), 'none', 'audit.jsonl'))).toEqual({
      records: [],
      bytes: 0,
      unreadable: [],
    });
  });

  it('reads both layouts of one file an event, and keeps prompts and outputs to itself', () => {
    const { records, unreadable } = readAuditLog(legacyDirectory());
    expect(records).toEqual([
      {
        event_type: 'tool_invoke',
        timestamp: '2025-10-01T10:00:00.000Z',
        severity: 'error',
        message: 'Adapter exited with code 2: ',
        details: {
          tool: 'aider',
          capability: 'code_generation',
          success: false,
          actor: 'pipeline',
          payload: digestOf(pipeline.payload),
          exit_code: 2,
          content: digestOf(pipeline.result.content),
        },
        user: 'pipeline',
        session_id: '',
      },
      {
        event_type: 'tool_invoke',
        timestamp: '2025-10-02T13:15:30.123Z',
        severity: 'info',
        message: 'done',
        details: {
          tool: 'claude-cli',
          capability: 'refactoring',
          success: true,
          actor: 'human:eve',
          action: 'capability',
          payload: digestOf(steward.input.payload),
        },
        user: 'eve',
        session_id: '',
      },
    ]);
    expect(JSON.stringify(records)).not.toContain('private');
    expect(unreadable).toEqual([]);
  });

  it('merges old files and the log by time, and counts all their bytes', () => {
    const dir = legacyDirectory();
    const alone = readAuditLog(dir).bytes;
    const lines = [
      logLine('2025-09-01T00:00:00Z', 'before'),
      logLine('2025-10-01T12:00:00Z', 'between'),
      logLine('2025-10-01T11:00:00Z', 'clock went back'),
      logLine('2025-10-03T00:00:00Z', 'after'),
    ];
    writeLines(join(dir, 'audit.jsonl'), lines);
    const { records, bytes } = readAuditLog(dir);
    expect(records.map(({ message }) => message)).toEqual([
      'before',
      'Adapter exited with code 2: ',
      'between',
      'clock went back',
      'done',
      'after',
    ]);
    expect(bytes).toBe(alone + lines.join('\n').length + 1);
  });

  it('tells which old files it does not understand, and ignores what is not its own', () => {
    const dir = legacyDirectory();
    const day = join(dir, '2025-10-02');
    for (const [name, content] of [
      ['broken.json', '{'],
      ['list.json', '[]'],
      ['other.json', '{"timestamp":"2025-10-02T00:00:00Z"}'],
      ['notes.txt', ''],
    ] as const) {
      writeFileSync(join(day, name), content);
    }
    mkdirSync(join(dir, 'not-a-day'));
    writeFileSync(join(dir, 'not-a-day', 'x.json'), '{');
    const { records, unreadable } = readAuditLog(dir);
    expect(records).toHaveLength(2);
    expect(unreadable).toEqual(
      ['broken', 'list', 'other'].map((name) => ({ file: join(day, `${name}.json`) })),
    );
  });

  it('reads an old file with nothing but the essentials', () => {
    const dir = join(tempDir(), 'AIM_audit');
    mkdirSync(join(dir, '2025-10-02'), { recursive: true });
    writeFileSync(
      join(dir, '2025-10-02', 'x.json'),
      '{"timestamp":"2025-10-02T00:00:00Z","action":"validate"}',
    );
    expect(readAuditLog(dir).records).toMatchObject([
      { message: 'validate', user: '', details: { tool: '', action: 'validate', success: false } },
    ]);
  });

  it('says which log it cannot read', () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, '');
    const path = join(file, 'audit.jsonl');
    expect(() => readAuditLog(path)).toThrow(
      expect.objectContaining({
        code: 'AUDIT_READ_FAILED',
        message: `Cannot read the audit log ${path}: ENOTDIR.`,
      }) as Error,
    );
  });
});

const samples = fileURLToPath(new URL('../../../../shared/legacy/audit/AIM_audit', import.meta.url));
const absent = !existsSync(samples);
if (absent) console.log(`Skipped: there are no sample files of the older systems in ${samples}.`);

describe.skipIf(absent)('the sample files of the older systems', () => {
  it('are read', () => {
    const { records, unreadable } = readAuditLog(samples);
    expect(unreadable).toEqual([]);
    expect(
      records.map(({ timestamp, user, details }) => [timestamp, user, details['tool'], details['success']]),
    ).toEqual([
      ['2025-11-13T00:03:56.215Z', 'richg', 'jules', true],
      ['2025-11-20T21:13:40.186Z', 'pipeline', 'aider', false],
    ]);
  });
});
