import { appendFileSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Journal } from '../../src/state/Journal.js';
import { readJournal } from '../../src/state/readJournal.js';
import type { RunRecord } from '../../src/state/RunRecord.js';
import { runPlan } from '../support/effects.js';
import { tempDir } from '../support/tempDir.js';

const header: RunRecord = {
  type: 'header',
  format: 1,
  run_id: 'run-20310203T040506Z',
  token: 't',
  created_at: '2031-02-03T04:05:06.000Z',
  plan: runPlan('/x', []),
};
const unit = (key: string): RunRecord => ({ type: 'started', ws: 'ws-a', key });

describe('a journal', () => {
  it('shares one fsync among records that come together, and resolves none before it', async () => {
    const file = join(tempDir(), 'j');
    const syncs: (() => void)[] = [];
    const journal = new Journal(file, 0, { sync: () => new Promise<void>((resolve) => syncs.push(resolve)) });
    const onDisk: string[] = [];
    const add = (record: RunRecord, name: string) => journal.record(record).then(() => onDisk.push(name));
    const first = add(header, 'header');
    await Promise.resolve();
    const others = [add(unit('1'), '1'), add(unit('2'), '2')];
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
    expect([syncs.length, onDisk]).toEqual([1, []]);
    syncs[0]?.();
    await first;
    expect(onDisk).toEqual(['header']);
    while (syncs.length < 2) await new Promise(setImmediate);
    syncs[1]?.();
    await Promise.all(others);
    expect(syncs).toHaveLength(2);
    await journal.close();
  });

  it('is read without the line that was being written, which is cut off before the next', async () => {
    const file = join(tempDir(), 'j');
    const journal = new Journal(file, 0);
    await journal.record(header);
    await journal.close();
    appendFileSync(file, '{"type":"unit","ws":"ws');
    const read = readJournal(file);
    expect(read.records).toEqual([header]);
    const next = new Journal(file, read.length);
    await next.record(unit('3'));
    await next.close();
    expect(readJournal(file).records).toEqual([header, unit('3')]);
  });

  it('is refused when a whole line is no record or the header is missing', () => {
    const file = join(tempDir(), 'j');
    expect(readJournal(file)).toEqual({ records: [], length: 0 });
    appendFileSync(file, `${JSON.stringify(unit('1'))}\n`);
    expect(() => readJournal(file)).toThrow('it does not start with a header');
    appendFileSync(file, 'x\n');
    expect(() => readJournal(file)).toThrow('line 2 is no record');
    expect(() => readJournal(tempDir())).toThrow(
      expect.objectContaining({ code: 'WORKSTREAM_STATE_DAMAGED' }),
    );
  });

  it.each([
    { waves: [null] },
    { workstreams: [{ id: 'ws-a' }] },
    { profiles: { a: { command: 'a' } } },
    { checks: { static: 'ruff' } },
  ])('is refused when its plan has another form: %j', (damage) => {
    const file = join(tempDir(), 'j');
    appendFileSync(file, `${JSON.stringify({ ...header, plan: { ...runPlan('/x', []), ...damage } })}\n`);
    expect(() => readJournal(file)).toThrow('line 1 is no record');
  });

  it('keeps nothing of a line that the disk took a part of, so that the next one is whole', async () => {
    const file = join(tempDir(), 'j');
    let full = false;
    const write = (fd: number, bytes: Uint8Array): void => {
      writeSync(fd, full ? bytes.subarray(0, 20) : bytes);
      if (full) throw Object.assign(new Error('x'), { code: 'ENOSPC' });
    };
    const journal = new Journal(file, 0, { write });
    await journal.record(header);
    full = true;
    await expect(journal.record(unit('1'))).rejects.toMatchObject({ details: { code: 'ENOSPC' } });
    full = false;
    await journal.record(unit('2'));
    await journal.close();
    expect(readJournal(file).records).toEqual([header, unit('2')]);
  });

  it('fails a record that cannot be made durable', async () => {
    const full = Object.assign(new Error('x'), { code: 'ENOSPC' });
    const journal = new Journal(join(tempDir(), 'j'), 0, { sync: () => Promise.reject(full) });
    await expect(journal.record(header)).rejects.toMatchObject({
      code: 'WORKSTREAM_STATE_FAILED',
      details: { code: 'ENOSPC' },
    });
    await journal.close();
    expect(() => new Journal(join(tempDir(), 'none', 'j'), 0)).toThrow('ENOENT');
  });
});
