import { createHash, createHmac } from 'node:crypto';
import * as fs from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { AimError } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../tools/testing/faults.mjs';
import { openAuditLog, readAuditLog, verifyAudit, type AuditFs } from '../src/index.js';
import { modeOf } from './support/modeOf.js';
import { key, linesOf, openSample, systemError, writeLines, writtenSample } from './support/sampleLog.js';
import { tempDir } from './support/tempDir.js';
import { bundleWorker, ended, firstOutput, startWorker } from './support/worker.js';

/** 16 × 1000 where N is 1000. */
const perWriter = faultRuns(50);
const writers = perWriter > 50 ? 16 : 8;
const killRounds = Math.ceil(faultRuns(40) / 10);

const event = { type: 'tool_invoke', message: 'ran' } as const;

/** The real file system, whose n-th call fails. */
function failingAt(nth: number, code: string): { readonly fs: AuditFs; readonly failed: () => boolean } {
  let calls = 0;
  const real: AuditFs = fs;
  const faulty = new Proxy(real, {
    get(target, name: keyof AuditFs) {
      const call = target[name] as (...args: readonly unknown[]) => unknown;
      return (...args: readonly unknown[]) => {
        calls += 1;
        if (calls !== nth) return call(...args);
        if (name === 'closeSync') call(...args);
        throw systemError(code);
      };
    },
  });
  return { fs: faulty, failed: () => calls >= nth };
}

describe('an event in the log', () => {
  it('is one line with the legacy fields, its number, the contract and the hashes', async () => {
    const { path } = await writtenSample(2);
    const [first = '', second = ''] = linesOf(path);
    const fields = JSON.parse(first) as Record<string, unknown>;
    expect(fields).toEqual({
      event_type: 'tool_invoke',
      timestamp: '2026-01-01T00:00:00.000Z',
      severity: 'info',
      message: 'event 1',
      details: { tool: 'aider' },
      user: 'ann',
      session_id: '0123abcd',
      contract: 'AIM_PLUS_V1',
      seq: 1,
      prev_hash: '0'.repeat(64),
      hash: fields['hash'],
    });
    const { hash, ...rest } = fields;
    expect(hash).toBe(createHash('sha256').update(JSON.stringify(rest)).digest('hex'));
    expect(JSON.parse(second)).toMatchObject({ seq: 2, prev_hash: hash });
  });

  it('is named by the signed head', async () => {
    const { path, headPath } = await writtenSample(3);
    const { hash } = JSON.parse(linesOf(path)[2] ?? '') as { hash: string };
    expect(JSON.parse(fs.readFileSync(headPath, 'utf8'))).toEqual({
      seq: 3,
      hash,
      mac: createHmac('sha256', key()).update(`3:${hash}`).digest('hex'),
    });
  });

  it('stays on one line, safe to print, whatever its text holds', async () => {
    const { path, log } = openSample();
    const text = 'a\n\u001b[31mb\u2028c\u202ed\u009be\ud800\r\n{"x":1}';
    await log.append({ ...event, message: text, details: { [text]: text } });
    const lines = linesOf(path);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028]/u);
    expect(readAuditLog(path).records[0]).toMatchObject({ message: text, details: { [text]: text } });
    expect(verifyAudit({ path, key }).ok).toBe(true);
  });

  it('keeps the severity, and a very long message in part', async () => {
    const { path, log } = openSample();
    await log.append({ ...event, severity: 'critical', message: 'x'.repeat(1_000_000) });
    const [record] = readAuditLog(path).records;
    expect(record?.severity).toBe('critical');
    expect(record?.message).toMatch(/^x{8192}… \(1000000 characters\)$/);
  });

  it('holds what the details were when it was recorded', async () => {
    const { path, log } = openSample();
    const details: Record<string, unknown> = { tool: 'aider' };
    const recorded = log.append({ ...event, details });
    details['tool'] = 'changed';
    await recorded;
    expect(readAuditLog(path).records[0]?.details).toEqual({ tool: 'aider' });
  });

  it('names the user and a random session unless they are given', async () => {
    const path = join(tempDir(), 'audit.jsonl');
    await openAuditLog({ path, key, contract: 'AIM_PLUS_V2' }).append(event);
    const [record] = readAuditLog(path).records;
    expect(record?.user).toBe(userInfo().username);
    expect(record?.session_id).toMatch(/^[0-9a-f]{8}$/);
    expect(record?.contract).toBe('AIM_PLUS_V2');
    expect(Math.abs(Date.parse(record?.timestamp ?? '') - Date.now())).toBeLessThan(60_000);
  });
});

describe('openAuditLog', () => {
  it('touches nothing and asks for no key before the first event', async () => {
    const path = join(tempDir(), 'state', 'audit', 'audit.jsonl');
    const asked: string[] = [];
    const options = { path, key: () => (asked.push('key'), key()) };
    openAuditLog(options);
    await openAuditLog({ ...options, enabled: false }).append(event);
    await openAuditLog({ ...options, events: ['install'] }).append(event);
    expect(fs.existsSync(dirname(path))).toBe(false);
    expect(asked).toEqual([]);
  });

  it('records only the types that are asked for', async () => {
    const { path, log } = openSample({ events: ['install', 'tool_invoke'] });
    await log.append({ type: 'install', message: 'a' });
    await log.append({ type: 'secret_access', message: 'b' });
    await log.append({ type: 'tool_invoke', message: 'c' });
    expect(readAuditLog(path).records.map((record) => record.message)).toEqual(['a', 'c']);
  });

  it('creates files and directory for their owner only', async () => {
    const { dir, path, headPath } = await writtenSample(1);
    expect([dir, path, headPath].map(modeOf)).toEqual(['700', '600', '600']);
  });

  it('puts the head where it is told to', async () => {
    const headPath = join(tempDir(), 'elsewhere', 'head.json');
    const { path } = await writtenSample(1, { headPath });
    expect(verifyAudit({ path, headPath, key })).toMatchObject({ ok: true, events: 1 });
    expect(verifyAudit({ path, key }).problems).toMatchObject([{ kind: 'head_missing' }]);
  });

  it('keeps the order of concurrent events of one process', async () => {
    const { path, log } = openSample();
    const messages = Array.from({ length: 30 }, (_, index) => `event ${index}`);
    await Promise.all(messages.map((message) => log.append({ ...event, message })));
    expect(readAuditLog(path).records.map((record) => record.message)).toEqual(messages);
  });

  it('continues the chain of another run, also when the clock has gone back', async () => {
    const saw = countFaults('audit record', 'the clock goes back');
    const { path, options } = await writtenSample(2);
    const later = openAuditLog({ ...options, clock: () => new Date(0), sessionId: 'ffffffff' });
    await later.append({ ...event, message: 'event 3' });
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 3, problems: [] });
    expect(readAuditLog(path).records.map((record) => record.seq)).toEqual([1, 2, 3]);
    saw('after');
  });

  it('needs only the end of a large log', async () => {
    const { path, log } = await writtenSample(2);
    await log.append({ ...event, details: { text: 'x'.repeat(60_000) } });
    await log.append(event);
    expect(verifyAudit({ path, key })).toMatchObject({ ok: true, events: 4 });
  });
});

describe('an append that fails', () => {
  it('passes the failure of the key on', async () => {
    const refusal = new AimError('KEY_GONE', 7, 'The key is gone.');
    const { path, log } = openSample({
      key: () => {
        throw refusal;
      },
    });
    await expect(log.append(event)).rejects.toBe(refusal);
    expect(fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '').toBe('');
  });

  it('passes a bug on as it is', async () => {
    const { log } = openSample({
      clock: () => {
        throw new TypeError('no clock');
      },
    });
    await expect(log.append(event)).rejects.toThrow(new TypeError('no clock'));
  });

  it.each(['ENOSPC', 'EDQUOT'])('cuts half a line away when the disk is full (%s)', async (code) => {
    const { path, options } = await writtenSample(1);
    const before = fs.readFileSync(path, 'utf8');
    let writes = 0;
    const full: AuditFs = {
      ...fs,
      writeSync: ((descriptor: number, bytes: Uint8Array, ...rest: [number, number, number]) => {
        writes += 1;
        if (writes > 1) throw systemError(code);
        return fs.writeSync(descriptor, bytes, rest[0], 20, rest[2]);
      }) as typeof fs.writeSync,
    };
    await expect(openAuditLog({ ...options, fs: full }).append(event)).rejects.toMatchObject({
      code: 'AUDIT_WRITE_FAILED',
      exitCode: 1,
      message: `Cannot record an event in ${path}: ${code}.`,
      hint: expect.stringContaining('free some space') as string,
    });
    expect(fs.readFileSync(path, 'utf8')).toBe(before);
    await openAuditLog(options).append(event);
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 2, problems: [] });
  });

  it.each(['EACCES', 'EROFS', 'EPERM'])('exits with 7 when permission is missing (%s)', async (code) => {
    const { path, options } = openSample();
    const readOnly: AuditFs = {
      ...fs,
      openSync: () => {
        throw systemError(code);
      },
    };
    await expect(openAuditLog({ ...options, fs: readOnly }).append(event)).rejects.toMatchObject({
      code: 'AUDIT_WRITE_FAILED',
      exitCode: 7,
      details: { path, code },
      hint: expect.stringContaining('writable') as string,
    });
  });

  it.each(['audit.jsonl', 'audit.head.json'])('writes through no link in place of %s', async (name) => {
    const { dir, path, options } = await writtenSample(1);
    const other = join(dirname(dir), 'other');
    fs.writeFileSync(other, 'keep\n');
    fs.rmSync(join(dir, name));
    fs.symlinkSync(other, join(dir, name));
    await expect(openAuditLog(options).append(event)).rejects.toMatchObject({
      code: 'AUDIT_WRITE_FAILED',
      exitCode: 7,
      details: { path, code: 'ELOOP' },
      hint: expect.stringContaining('symbolic link') as string,
    });
    expect(fs.readFileSync(other, 'utf8')).toBe('keep\n');
  });

  it('names the log when its directory cannot be created', async () => {
    const file = join(tempDir(), 'file');
    fs.writeFileSync(file, '');
    const path = join(file, 'audit.jsonl');
    await expect(openAuditLog({ path, key }).append(event)).rejects.toMatchObject({
      code: 'AUDIT_WRITE_FAILED',
      details: { path, code: 'ENOTDIR' },
    });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'exits with 7 in a read-only directory',
    async () => {
      const dir = tempDir();
      fs.chmodSync(dir, 0o500);
      const log = openAuditLog({ path: join(dir, 'audit.jsonl'), key });
      await expect(log.append(event)).rejects.toMatchObject({ code: 'AUDIT_WRITE_FAILED', exitCode: 7 });
    },
  );

  it('spares the events after it', async () => {
    let refuse = true;
    const { path, log } = openSample({
      key: () => {
        if (refuse) throw new Error('not yet');
        return key();
      },
    });
    const first = log.append(event);
    await expect(first).rejects.toThrow('not yet');
    refuse = false;
    await log.append(event);
    expect(verifyAudit({ path, key })).toMatchObject({ ok: true, events: 1 });
  });

  it.each([0, 2])('loses nothing when any one call fails on a log of %i events', async (count) => {
    const saw = countFaults('audit record', 'EIO at every call');
    let failures = 0;
    for (let nth = 1; ; nth += 1) {
      const { path, options } = await writtenSample(count);
      const faulty = failingAt(nth, 'EIO');
      const outcome = await openAuditLog({ ...options, fs: faulty.fs })
        .append({ ...event, message: 'tried' })
        .then(
          () => 'recorded',
          () => 'refused',
        );
      if (!faulty.failed()) break;
      failures += 1;
      await openAuditLog(options).append({ ...event, message: 'next' });
      expect(verifyAudit({ path, key })).toMatchObject({ ok: true, problems: [] });
      const messages = readAuditLog(path).records.map((record) => record.message);
      expect(messages.at(-1)).toBe('next');
      expect(messages.includes('tried') || outcome === 'refused').toBe(true);
      saw(messages.includes('tried') ? 'after' : 'before');
    }
    expect(failures).toBeGreaterThan(8);
  });
});

describe('what a crash leaves', () => {
  it.each([
    ['half a line', '{"event_type":"tool_inv'],
    ['half a line after a block of zeros', '\0\0\0\0{"event_type"'],
    ['a line that is no event', '{"event_type":\n'],
    ['a whole line without its end', ''],
  ])('is set aside: %s', async (_, torn) => {
    const saw = countFaults('audit record', 'a torn last line');
    const { dir, path, options } = await writtenSample(2);
    const tail = torn === '' ? (linesOf((await writtenSample(3)).path)[2] ?? '') : torn;
    fs.appendFileSync(path, tail);
    await openAuditLog(options).append({ ...event, message: 'next' });
    expect(fs.readFileSync(join(dir, 'audit.torn-1'), 'utf8')).toBe(tail);
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 3, problems: [] });
    fs.appendFileSync(path, 'again');
    await openAuditLog(options).append(event);
    expect(fs.readFileSync(join(dir, 'audit.torn-2'), 'utf8')).toBe('again');
    expect(modeOf(join(dir, 'audit.torn-2'))).toBe('600');
    saw('set aside', 2);
  });

  it('is set aside in a log that has no event yet', async () => {
    const { dir, path, log } = openSample();
    fs.mkdirSync(dir);
    fs.writeFileSync(path, '{"even');
    await log.append(event);
    expect(fs.readFileSync(join(dir, 'audit.torn-1'), 'utf8')).toBe('{"even');
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 1, problems: [] });
  });

  it('is a head that names an earlier event, and the chain goes on', async () => {
    const { path, headPath, log } = await writtenSample(2);
    const earlier = fs.readFileSync(headPath);
    await log.append(event);
    await log.append(event);
    fs.writeFileSync(headPath, earlier);
    expect(verifyAudit({ path, key }).ok).toBe(true);
    await log.append(event);
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 5, problems: [] });
  });

  it('is never a lost event or a broken chain after kill -9', async () => {
    const saw = countFaults('audit record', 'kill -9 right after an event');
    const { dir, path } = openSample();
    const program = await bundleWorker(
      dir,
      `import { openAuditLog } from './src/index.js';
       const log = openAuditLog({ path: process.argv[2], key: () => Buffer.alloc(32, 7) });
       for (let turn = 1; ; turn += 1) {
         await log.append({ type: 'tool_invoke', message: 'x'.repeat(turn * 100 % 5000) });
         process.stdout.write('.');
       }`,
    );
    let acknowledged = 0;
    for (let round = 0; round < killRounds; round += 1) {
      const child = startWorker(program, path);
      child.stdout?.on('data', (chunk: Buffer) => (acknowledged += chunk.length));
      const end = ended(child);
      await firstOutput(child);
      await firstOutput(child);
      child.kill('SIGKILL');
      await end;
      const report = verifyAudit({ path, key });
      expect(report).toMatchObject({ ok: true });
      expect(report.events).toBeGreaterThanOrEqual(acknowledged);
      saw(
        report.problems.length > 0
          ? 'torn tail, set aside by the next'
          : report.events > acknowledged
            ? 'after'
            : 'before',
      );
    }
    await openAuditLog({ path, key }).append(event);
    expect(verifyAudit({ path, key })).toMatchObject({ ok: true, problems: [] });
  }, 600_000);
});

describe('a log that does not fit its head', () => {
  const breakOf = (path: string) =>
    readAuditLog(path).records.find((record) => 'audit_break' in record.details);

  it.each([
    ['behind_head', (path: string) => writeLines(path, linesOf(path).slice(0, 1))],
    ['behind_head', (path: string) => fs.rmSync(path)],
    ['head_missing', (_: string, head: string) => fs.rmSync(head)],
    ['head_invalid', (_: string, head: string) => fs.writeFileSync(head, '{}')],
    [
      'head_unsigned',
      (_: string, head: string) =>
        fs.writeFileSync(head, fs.readFileSync(head, 'utf8').replace('"seq":3', '"seq":2')),
    ],
  ] as const)('gets an event that says so for good: %s', async (kind, damage) => {
    const { path, headPath, log } = await writtenSample(3);
    damage(path, headPath);
    await log.append({ ...event, message: 'next' });
    await log.append({ ...event, message: 'after' });
    expect(breakOf(path)).toMatchObject({
      event_type: 'error',
      severity: 'critical',
      details: { audit_break: kind },
    });
    const report = verifyAudit({ path, key });
    expect(report.ok).toBe(false);
    expect(report.problems.map((problem) => problem.kind)).toContain('recorded_break');
    expect(
      readAuditLog(path)
        .records.map((record) => record.message)
        .slice(-2),
    ).toEqual(['next', 'after']);
  });

  it('never gives a number twice', async () => {
    const { path, log } = await writtenSample(5);
    writeLines(path, linesOf(path).slice(0, 2));
    await log.append(event);
    expect(readAuditLog(path).records.map((record) => record.seq)).toEqual([1, 2, 6, 7]);
  });

  it('keeps damaged lines that the head covers, and glues nothing onto them', async () => {
    const { dir, path, log } = await writtenSample(3);
    const lines = linesOf(path);
    fs.writeFileSync(path, `${lines[0]}\n${lines[1]}\nXXXX`);
    await log.append(event);
    expect(fs.readFileSync(join(dir, 'audit.torn-1'), 'utf8')).toBe('XXXX');
    expect(verifyAudit({ path, key }).ok).toBe(false);
    writeLines(path, [...lines.slice(0, 2), 'YYYY']);
    await log.append(event);
    expect(linesOf(path)[2]).toBe('YYYY');
  });

  it('is noticed when the head names an event with another hash', async () => {
    const one = await writtenSample(2);
    const other = await writtenSample(2, { user: 'mallory' });
    fs.copyFileSync(other.path, one.path);
    await one.log.append(event);
    expect(breakOf(one.path)).toMatchObject({ details: { audit_break: 'behind_head' } });
  });
});

describe('events of the older systems in the same file', () => {
  const legacy =
    '{"event_type":"error","timestamp":"2025-11-20T21:13:40.186469+00:00","severity":"error","message":"old","details":{},"user":"u","session_id":"01234567"}';

  it('become the file before the chain', async () => {
    const { dir, path, log } = openSample();
    fs.mkdirSync(dir);
    writeLines(path, [legacy, legacy]);
    await log.append(event);
    expect(linesOf(join(dir, 'audit-0.jsonl'))).toEqual([legacy, legacy]);
    expect(readAuditLog(path).records.map((record) => record.message)).toEqual(['old', 'old', 'ran']);
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 1, problems: [] });
  });

  it('are no sign of tampering before anything is added, unless there is a head', async () => {
    const { dir, path, log } = openSample();
    fs.mkdirSync(dir);
    writeLines(path, [legacy, 'no event', legacy]);
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 0, olderRecords: 2, problems: [] });
    await log.append(event);
    writeLines(path, [legacy]);
    expect(verifyAudit({ path, key })).toMatchObject({ ok: false });
  });

  it('are kept even if there is such a file already', async () => {
    const { dir, path, log } = openSample();
    fs.mkdirSync(dir);
    fs.writeFileSync(join(dir, 'audit-0.jsonl'), '');
    writeLines(path, [legacy]);
    await log.append(event);
    expect(linesOf(join(dir, 'audit.torn-1'))).toEqual([legacy]);
  });
});

describe('rotation', () => {
  it('keeps the chain across files', async () => {
    const { dir, path, log } = await writtenSample(3);
    fs.renameSync(path, join(dir, 'audit-1.jsonl'));
    await log.append({ ...event, message: 'event 4' });
    await log.append({ ...event, message: 'event 5' });
    fs.renameSync(path, join(dir, 'audit-4.jsonl'));
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 5, problems: [] });
    for (let number = 6; number < 12; number += 1) await log.append({ ...event, message: `event ${number}` });
    fs.renameSync(path, join(dir, 'audit-6.jsonl'));
    await log.append({ ...event, message: 'event 12' });
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: 12, problems: [] });
    expect(readAuditLog(path).records.map((record) => record.seq)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    fs.rmSync(join(dir, 'audit-4.jsonl'));
    expect(verifyAudit({ path, key }).problems).toMatchObject([{ kind: 'sequence', seq: 6 }]);
  });
});

describe('many processes', () => {
  it('write one chain', async () => {
    const saw = countFaults('audit record', `${writers} processes at once`);
    const { dir, path } = openSample();
    const program = await bundleWorker(
      dir,
      `import { openAuditLog } from './src/index.js';
       const log = openAuditLog({ path: process.argv[2], key: () => Buffer.alloc(32, 7) });
       for (let turn = 0; turn < ${perWriter}; turn += 1) {
         await log.append({ type: 'tool_invoke', message: process.argv[3] + ':' + turn });
       }`,
    );
    const workers = Array.from({ length: writers }, (_, index) =>
      ended(startWorker(program, path, String(index))),
    );
    expect(await Promise.all(workers)).toEqual(Array.from({ length: writers }, () => 0));
    expect(verifyAudit({ path, key })).toEqual({ ok: true, events: writers * perWriter, problems: [] });
    const messages = readAuditLog(path).records.map((record) => record.message);
    expect(new Set(messages).size).toBe(writers * perWriter);
    saw('in one chain', writers * perWriter);
  }, 600_000);
});
