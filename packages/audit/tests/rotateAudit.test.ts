import * as fs from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { countFaults, faultRuns, thorough } from '../../../tools/testing/faults.mjs';
import {
  findLatest,
  openAuditLog,
  pruneAudit,
  readAuditLog,
  recheckAudit,
  rotateAudit,
  verifyAudit,
} from '../src/index.js';
import { floorPath } from '../src/logFiles.js';
import { key, writeLines, writtenSample } from './support/sampleLog.js';
import { bundleWorker, ended, startWorker } from './support/worker.js';

type Sample = Awaited<ReturnType<typeof writtenSample>>;

const verified = ({ path }: Pick<Sample, 'path'>) => verifyAudit({ path, key });
const append = async ({ options }: Sample, count: number): Promise<void> => {
  const log = openAuditLog(options);
  for (let number = 0; number < count; number += 1)
    await log.append({ type: 'tool_invoke', message: 'more' });
};

/** Three files: events 1 to 3, 4 to 5, and 6 in use; one event a second from 2026-01-01 on. */
async function rotatedSample(): Promise<Sample> {
  const sample = await writtenSample(3);
  await rotateAudit(sample);
  await append(sample, 2);
  await rotateAudit(sample);
  await append(sample, 1);
  return sample;
}

describe('rotateAudit', () => {
  it('sets the file in use aside under the number of its first event, and the chain goes on', async () => {
    const sample = await writtenSample(3);
    expect(await rotateAudit(sample)).toEqual({ rotated: join(sample.dir, 'audit-1.jsonl'), firstSeq: 1 });
    expect(verified(sample)).toMatchObject({ ok: true, events: 3 });
    await append(sample, 2);
    expect(await rotateAudit(sample)).toMatchObject({ firstSeq: 4 });
    await append(sample, 1);
    expect(verified(sample)).toEqual({ ok: true, events: 6, problems: [] });
    expect(readAuditLog(sample.path).records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('does nothing to a log that is not there, is empty, or has only just been rotated', async () => {
    const sample = await writtenSample(1);
    const none = { rotated: null, firstSeq: null };
    expect(await rotateAudit({ path: join(sample.dir, 'other.jsonl') })).toEqual(none);
    await rotateAudit(sample);
    expect(await rotateAudit(sample)).toEqual(none);
    writeLines(sample.path, []);
    expect(await rotateAudit(sample)).toEqual(none);
  });

  it('loses no event of those who write at the same time', async () => {
    const saw = countFaults('audit record', 'rotated while four processes write');
    const sample = await writtenSample(1);
    const perWriter = Math.min(faultRuns(20), 100);
    const program = await bundleWorker(
      sample.dir,
      `import { openAuditLog } from './src/index.js';
       const [path, name, hex] = process.argv.slice(2);
       const log = openAuditLog({ path, key: () => Buffer.from(hex, 'hex') });
       for (let turn = 0; turn < ${perWriter}; turn += 1) {
         await log.append({ type: 'tool_invoke', message: name + ':' + turn });
       }`,
    );
    const hex = Buffer.from(key()).toString('hex');
    const ends: (number | string)[] = [];
    const writers = Array.from({ length: 4 }, (_, index) =>
      ended(startWorker(program, sample.path, String(index), hex)).then((end) => ends.push(end)),
    );
    let rotations = 0;
    while (ends.length < writers.length) {
      if ((await rotateAudit(sample)).rotated !== null) rotations += 1;
      // A free lock is taken without a turn of the event loop, in which the writers' ends are heard.
      await nextTurn();
    }
    expect(ends).toEqual([0, 0, 0, 0]);
    expect(rotations).toBeGreaterThan(0);
    expect(verified(sample)).toEqual({ ok: true, events: 1 + 4 * perWriter, problems: [] });
    saw('in one chain', 4 * perWriter);
  }, 120_000);

  it('is no tampering for who reads at the same time, and hides no event from them', async () => {
    const sample = await writtenSample(1);
    const rotations = Math.min(faultRuns(30), 100);
    const program = await bundleWorker(
      sample.dir,
      `import { openAuditLog, pruneAudit, rotateAudit } from './src/index.js';
       const [path, hex] = process.argv.slice(2);
       const key = () => Buffer.from(hex, 'hex');
       const log = openAuditLog({ path, key });
       for (let turn = 0; turn < ${rotations}; turn += 1) {
         await log.append({ type: 'tool_invoke', message: 'x' });
         await rotateAudit({ path });
         await log.append({ type: 'tool_invoke', message: 'y' });
         if (turn % 10 === 9) await pruneAudit({ path, key, before: new Date(0) });
       }`,
    );
    const ends: (number | string)[] = [];
    const worker = startWorker(program, sample.path, Buffer.from(key()).toString('hex'));
    const over = ended(worker).then((end) => ends.push(end));
    const markPath = join(sample.dir, 'mark.json');
    while (ends.length === 0) {
      expect(verified(sample)).toMatchObject({ ok: true });
      expect(recheckAudit({ path: sample.path, key, markPath })).toMatchObject({ ok: true });
      const seqs = readAuditLog(sample.path).records.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
      expect(findLatest(sample.path, { limit: 1 }).records).toHaveLength(1);
      await nextTurn();
    }
    await over;
    expect(ends).toEqual([0]);
  }, 120_000);

  it('does not hide a file that is taken away', async () => {
    const sample = await rotatedSample();
    fs.unlinkSync(join(sample.dir, 'audit-1.jsonl'));
    expect(verified(sample).problems.map(({ kind }) => kind)).toEqual(['sequence']);
  });
});

describe('pruneAudit', () => {
  const before = new Date('2026-01-01T00:00:03Z');

  it('removes the files whose events are all old, and the rest still verifies', async () => {
    const sample = await rotatedSample();
    const dry = await pruneAudit({ ...sample, key, before, dryRun: true });
    expect(verified(sample).events).toBe(6);
    const pruning = await pruneAudit({ ...sample, key, before });
    expect(pruning).toEqual({ files: [join(sample.dir, 'audit-1.jsonl')], events: 3, floor: 3 });
    expect(dry).toEqual(pruning);
    expect(verified(sample)).toEqual({ ok: true, events: 3, problems: [] });
    await append(sample, 1);
    expect(verified(sample)).toMatchObject({ ok: true, events: 4 });
    expect(await pruneAudit({ ...sample, key, before })).toEqual({ files: [], events: 0, floor: null });
  });

  it('keeps the newest file while nothing follows it', async () => {
    const sample = await writtenSample(2);
    await rotateAudit(sample);
    expect(await pruneAudit({ ...sample, key, before: new Date('2030-01-01') })).toMatchObject({ files: [] });
    await append(sample, 1);
    expect(await pruneAudit({ ...sample, key, before: new Date('2030-01-01') })).toMatchObject({ floor: 2 });
    expect(verified(sample)).toMatchObject({ ok: true, events: 1 });
  });

  it('finishes what a crash between the floor and the files left', async () => {
    const sample = await rotatedSample();
    const kept = fs.readFileSync(join(sample.dir, 'audit-1.jsonl'));
    await pruneAudit({ ...sample, key, before });
    fs.writeFileSync(join(sample.dir, 'audit-1.jsonl'), kept);
    expect(verified(sample)).toMatchObject({ ok: true, events: 3 });
    expect(await pruneAudit({ ...sample, key, before })).toMatchObject({ events: 3 });
    expect(fs.existsSync(join(sample.dir, 'audit-1.jsonl'))).toBe(false);
  });

  it('leaves a floor that nobody without the key can make, move or remove unseen', async () => {
    const saw = countFaults('audit verify', 'every bit of the floor flipped');
    const sample = await rotatedSample();
    await pruneAudit({ ...sample, key, before });
    const file = floorPath(sample.path);
    const floor = fs.readFileSync(file);
    const kinds = (): readonly string[] => verified(sample).problems.map(({ kind }) => kind);
    fs.unlinkSync(file);
    expect(kinds()).toEqual(['sequence']);
    // The head is signed with the same key, for another purpose.
    fs.copyFileSync(sample.headPath, file);
    expect(kinds()).toContain('floor_invalid');
    for (let bit = 0; bit < floor.length * 8; bit += thorough ? 1 : 7) {
      const changed = Buffer.from(floor);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      fs.writeFileSync(file, changed);
      expect(verified(sample).ok, `bit ${bit}`).toBe(false);
      saw('found');
    }
    fs.writeFileSync(file, floor);
    expect(verified(sample).ok).toBe(true);
  });

  it('refuses to prune away what is wrong with a log', async () => {
    const sample = await rotatedSample();
    fs.appendFileSync(join(sample.dir, 'audit-1.jsonl'), '{}\n');
    await expect(pruneAudit({ ...sample, key, before })).rejects.toMatchObject({ code: 'AUDIT_NOT_INTACT' });
    expect(fs.existsSync(join(sample.dir, 'audit-1.jsonl'))).toBe(true);
  });
});
