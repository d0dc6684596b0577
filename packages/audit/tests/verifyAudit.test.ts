import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countFaults, thorough } from '../../../tools/testing/faults.mjs';
import { openAuditLog, verifyAudit } from '../src/index.js';
import { key, linesOf, openSample, writeLines, writtenSample } from './support/sampleLog.js';

type Sample = Awaited<ReturnType<typeof writtenSample>>;

const kinds = ({ path }: { readonly path: string }): readonly string[] =>
  verifyAudit({ path, key }).problems.map((problem) => problem.kind);

/** One of each seven places for a fault is tried, or all of them. */
const step = thorough ? 1 : 7;

/** The places of all single-bit changes of a file after which `verify` finds nothing. */
function unnoticedFlips(sample: Sample, file: string): readonly number[] {
  const original = fs.readFileSync(file);
  const unnoticed: number[] = [];
  const descriptor = fs.openSync(file, 'r+');
  try {
    for (let bit = 0; bit < original.length * 8; bit += step) {
      const place = bit >> 3;
      const changed = Buffer.from([(original[place] ?? 0) ^ (1 << (bit & 7))]);
      fs.writeSync(descriptor, changed, 0, 1, place);
      if (verifyAudit({ path: sample.path, key }).ok) unnoticed.push(bit);
      fs.writeSync(descriptor, original, place, 1, place);
    }
  } finally {
    fs.closeSync(descriptor);
  }
  return unnoticed;
}

describe('verifyAudit', () => {
  it('finds nothing wrong with a good log, a new one and none at all', async () => {
    const sample = await writtenSample(5);
    expect(verifyAudit({ path: sample.path, key })).toEqual({ ok: true, events: 5, problems: [] });
    expect(verifyAudit({ path: openSample().path, key })).toEqual({ ok: true, events: 0, problems: [] });
  });

  it('notices every change of a single bit in the log', async () => {
    const saw = countFaults('audit verify', 'every bit of the log flipped');
    const sample = await writtenSample(5);
    expect(unnoticedFlips(sample, sample.path)).toEqual([]);
    saw('found', Math.ceil((fs.statSync(sample.path).size * 8) / step));
    expect(verifyAudit({ path: sample.path, key }).ok).toBe(true);
  }, 120_000);

  it('notices every change of a single bit in the head', async () => {
    const saw = countFaults('audit verify', 'every bit of the head flipped');
    const sample = await writtenSample(5);
    expect(unnoticedFlips(sample, sample.headPath)).toEqual([]);
    saw('found', Math.ceil((fs.statSync(sample.headPath).size * 8) / step));
  }, 60_000);

  it('names file, line and number of a changed event', async () => {
    const sample = await writtenSample(3);
    const lines = linesOf(sample.path);
    writeLines(sample.path, [lines[0] ?? '', (lines[1] ?? '').replace('event 2', 'event X'), lines[2] ?? '']);
    expect(verifyAudit({ path: sample.path, key })).toEqual({
      ok: false,
      events: 3,
      problems: [
        {
          file: sample.path,
          line: 2,
          seq: 2,
          kind: 'changed',
          message: 'Event 2 was changed after it was written.',
        },
      ],
    });
  });

  it.each<[string, (lines: readonly string[]) => readonly string[], readonly string[]]>([
    ['a dropped line', (lines) => lines.toSpliced(1, 1), ['sequence']],
    ['a dropped first line', (lines) => lines.slice(1), ['sequence']],
    ['swapped lines', ([a = '', b = '', ...rest]) => [b, a, ...rest], ['sequence', 'sequence', 'sequence']],
    ['a repeated line', ([a = '', ...rest]) => [a, a, ...rest], ['sequence']],
    ['a foreign line', (lines) => lines.toSpliced(1, 0, '{"event_type":"error"}'), ['not_chained']],
    ['an empty line', (lines) => lines.toSpliced(2, 0, ''), ['not_chained']],
    ['a cut tail', (lines) => lines.slice(0, 3), ['behind_head']],
    ['an empty log', () => [], ['behind_head']],
  ])('finds %s', async (_, change, expected) => {
    const sample = await writtenSample(5);
    writeLines(sample.path, change(linesOf(sample.path)));
    expect(kinds(sample)).toEqual(expected);
  });

  it('finds an event that was replaced together with its hash', async () => {
    const sample = await writtenSample(3);
    const other = await writtenSample(3, { user: 'mallory' });
    writeLines(sample.path, linesOf(sample.path).toSpliced(1, 1, linesOf(other.path)[1] ?? ''));
    expect(kinds(sample)).toEqual(['chain', 'chain']);
  });

  it('finds a log that was rewritten as a whole', async () => {
    const sample = await writtenSample(3);
    const other = await writtenSample(3, { user: 'mallory' });
    fs.copyFileSync(other.path, sample.path);
    expect(kinds(sample)).toEqual(['head_mismatch']);
  });

  it('finds a missing log, a missing head and a head for another key', async () => {
    const sample = await writtenSample(2);
    expect(verifyAudit({ path: sample.path, key: () => Buffer.alloc(32, 8) }).problems).toMatchObject([
      { file: sample.headPath, kind: 'head_unsigned' },
    ]);
    fs.renameSync(sample.headPath, join(sample.dir, 'kept'));
    expect(kinds(sample)).toEqual(['head_missing']);
    fs.renameSync(join(sample.dir, 'kept'), sample.headPath);
    fs.rmSync(sample.path);
    expect(kinds(sample)).toEqual(['log_missing']);
    countFaults('audit verify', 'a file deleted')('found', 2);
  });

  it.each(['', '{}', '{"seq":2}', 'garbage'])('finds a head that holds %j', async (content) => {
    const sample = await writtenSample(2);
    fs.writeFileSync(sample.headPath, content);
    expect(kinds(sample)).toEqual(['head_invalid']);
  });

  it('reports a torn last line, but does not take it for tampering', async () => {
    const sample = await writtenSample(2);
    fs.appendFileSync(sample.path, '{"event');
    const report = verifyAudit({ path: sample.path, key });
    expect(report.ok).toBe(true);
    expect(report.problems).toMatchObject([{ file: sample.path, line: 3, kind: 'torn_tail' }]);
  });

  it('finds a cut within the last event', async () => {
    const sample = await writtenSample(2);
    fs.truncateSync(sample.path, fs.statSync(sample.path).size - 10);
    expect(kinds(sample)).toEqual(['torn_tail', 'behind_head']);
    expect(verifyAudit({ path: sample.path, key }).ok).toBe(false);
  });

  it('finds every line dropped, repeated, moved or put in, and every cut', async () => {
    const saw = countFaults('audit verify', 'every cut, swap, insertion and deletion');
    const sample = await writtenSample(5);
    const lines = linesOf(sample.path);
    const foreign = linesOf((await writtenSample(6, { user: 'mallory' })).path);
    const places = [...lines.keys()];
    const between = [...places, lines.length];
    const whole = fs.readFileSync(sample.path);
    const cuts = [...whole.keys()].filter((length) => length % step === 0);
    const faults: readonly Buffer[] = [
      ...places.map((at) => lines.toSpliced(at, 1)),
      ...places.flatMap((from) =>
        between
          .filter((to) => to !== from && to !== from + 1)
          .map((to) => lines.toSpliced(to, 0, lines[from] ?? '').toSpliced(from < to ? from : from + 1, 1)),
      ),
      ...between.flatMap((at) =>
        [...lines, ...foreign, '', '{}'].map((line) => lines.toSpliced(at, 0, line)),
      ),
    ]
      .map((changed) => Buffer.from(changed.map((line) => `${line}\n`).join('')))
      .concat(cuts.map((length) => whole.subarray(0, length)));
    for (const fault of faults) {
      fs.writeFileSync(sample.path, fault);
      expect(verifyAudit({ path: sample.path, key }).ok, fault.toString()).toBe(false);
      saw('found');
    }
  }, 120_000);

  it('writes nothing', async () => {
    const sample = await writtenSample(2);
    fs.appendFileSync(sample.path, 'torn');
    const before = fs
      .readdirSync(sample.dir)
      .map((name) => `${name} ${fs.statSync(join(sample.dir, name)).mtimeMs}`);
    verifyAudit({ path: sample.path, key });
    const after = fs
      .readdirSync(sample.dir)
      .map((name) => `${name} ${fs.statSync(join(sample.dir, name)).mtimeMs}`);
    expect(after).toEqual(before);
  });

  it('finds a deleted rotated file', async () => {
    const sample = await writtenSample(2);
    fs.renameSync(sample.path, join(sample.dir, 'audit-1.jsonl'));
    await openAuditLog(sample.options).append({ type: 'install', message: 'x' });
    fs.rmSync(join(sample.dir, 'audit-1.jsonl'));
    expect(kinds(sample)).toEqual(['sequence']);
    countFaults('audit verify', 'a file deleted')('found');
  });

  it('says which log it cannot read', async () => {
    const sample = await writtenSample(1);
    fs.rmSync(sample.path);
    fs.mkdirSync(sample.path);
    expect(() => verifyAudit({ path: sample.path, key })).toThrow(
      `Cannot read the audit log ${sample.path}: EISDIR.`,
    );
  });
});
