import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pruneAudit, recheckAudit, rotateAudit, verifyAudit } from '../src/index.js';
import { key, linesOf, openSample, writeLines, writtenSample } from './support/sampleLog.js';

type Sample = Awaited<ReturnType<typeof writtenSample>>;

const marked = async (count = 40) => {
  const sample = await writtenSample(count);
  const markPath = join(sample.dir, 'mark.json');
  const recheck = () => recheckAudit({ path: sample.path, key, markPath });
  expect(recheck()).toEqual({ ok: true, events: count, problems: [] });
  return { ...sample, markPath, recheck };
};

async function append({ log }: Pick<Sample, 'log'>, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) await log.append({ type: 'install', message: 'more' });
}

const markOf = (path: string) =>
  (JSON.parse(fs.readFileSync(path, 'utf8')) as { mark: { events: number; bytes: number } }).mark;

describe('recheckAudit', () => {
  it('remembers how far the log was whole, and follows only what was added', async () => {
    const sample = await marked();
    expect(markOf(sample.markPath).events).toBe(40);
    await append(sample, 3);
    expect(sample.recheck()).toEqual({ ok: true, events: 43, problems: [] });
    expect(markOf(sample.markPath).events).toBe(40);
    await append(sample, 40);
    expect(sample.recheck()).toEqual({ ok: true, events: 83, problems: [] });
    expect(markOf(sample.markPath)).toMatchObject({ events: 83, bytes: fs.statSync(sample.path).size });
    expect(sample.recheck()).toEqual({ ok: true, events: 83, problems: [] });
  });

  it('makes no mark of a few events, nor of a log that does not verify', async () => {
    const sample = await writtenSample(5);
    const markPath = join(sample.dir, 'mark.json');
    expect(recheckAudit({ path: sample.path, key, markPath }).ok).toBe(true);
    await append(sample, 40);
    const lines = linesOf(sample.path);
    writeLines(sample.path, lines.toSpliced(2, 1));
    expect(recheckAudit({ path: sample.path, key, markPath })).toEqual(
      verifyAudit({ path: sample.path, key }),
    );
    expect(fs.existsSync(markPath)).toBe(false);
    const empty = openSample();
    expect(recheckAudit({ path: empty.path, key, markPath }).ok).toBe(true);
  });

  it('finds every change before and after the mark, as the whole check does', async () => {
    const sample = await marked();
    await append(sample, 5);
    const original = fs.readFileSync(sample.path);
    const step = Math.ceil(original.length / 150);
    for (let place = 0; place < original.length; place += step) {
      const changed = Buffer.from(original);
      changed[place] = (changed[place] ?? 0) ^ 1;
      fs.writeFileSync(sample.path, changed);
      const found = sample.recheck();
      expect(found.ok).toBe(false);
      expect(found).toEqual(verifyAudit({ path: sample.path, key }));
    }
    fs.writeFileSync(sample.path, original);
    expect(sample.recheck().ok).toBe(true);
  });

  it('finds lines taken out, put in, moved and cut', async () => {
    const sample = await marked();
    await append(sample, 5);
    const lines = linesOf(sample.path);
    const [first = '', second = ''] = lines;
    for (const changed of [
      lines.slice(1),
      lines.slice(0, 39),
      lines.slice(0, 42),
      [second, first, ...lines.slice(2)],
      [...lines.slice(0, 10), first, ...lines.slice(10)],
      [],
    ]) {
      writeLines(sample.path, changed);
      expect(sample.recheck().ok).toBe(false);
    }
  });

  it('counts a mark that somebody else wrote, changed or damaged as none', async () => {
    const sample = await marked();
    const text = fs.readFileSync(sample.markPath, 'utf8');
    const lines = linesOf(sample.path);
    writeLines(sample.path, [(lines[0] ?? '').replace('event 1', 'event X'), ...lines.slice(1)]);
    const { digest } = (JSON.parse(text) as { mark: { digest: string } }).mark;
    for (const forged of [text.replace(digest, 'f'.repeat(64)), '{}', '{"mark":{},"mac":""}', 'null', '']) {
      fs.writeFileSync(sample.markPath, forged);
      expect(sample.recheck().ok).toBe(false);
    }
    writeLines(sample.path, lines);
    expect(sample.recheck().ok).toBe(true);
    expect(
      recheckAudit({ path: sample.path, key: () => Buffer.alloc(32, 8), markPath: sample.markPath }).ok,
    ).toBe(false);
  });

  it('does not believe a head from before the mark', async () => {
    const sample = await writtenSample(20);
    const older = fs.readFileSync(sample.headPath);
    await append(sample, 20);
    const markPath = join(sample.dir, 'mark.json');
    const recheck = () => recheckAudit({ path: sample.path, key, markPath });
    expect(recheck().ok).toBe(true);
    fs.writeFileSync(sample.headPath, older);
    writeLines(sample.path, linesOf(sample.path).slice(0, 19));
    expect(recheck()).toMatchObject({ ok: false, problems: [{ kind: 'behind_head' }] });
  });

  it('goes on across rotated files, and begins again after a pruning', async () => {
    const sample = await marked();
    await rotateAudit(sample);
    await append(sample, 3);
    expect(sample.recheck()).toEqual({ ok: true, events: 43, problems: [] });
    await rotateAudit(sample);
    await append(sample, 40);
    expect(sample.recheck()).toEqual({ ok: true, events: 83, problems: [] });
    expect(markOf(sample.markPath).events).toBe(83);
    const pruned = await pruneAudit({
      path: sample.path,
      key,
      before: new Date(Date.UTC(2026, 0, 1, 0, 0, 41)),
    });
    expect(pruned.events).toBe(40);
    expect(sample.recheck()).toEqual(verifyAudit({ path: sample.path, key }));
  });

  it('takes no offence at a line that a crash left unfinished', async () => {
    const sample = await marked();
    fs.appendFileSync(sample.path, '{"seq":');
    expect(sample.recheck()).toEqual(verifyAudit({ path: sample.path, key }));
    expect(sample.recheck().ok).toBe(true);
  });

  it('gives the verdict also where the mark cannot be written', async () => {
    const sample = await writtenSample(40);
    const markPath = join(sample.path, 'below-a-file', 'mark.json');
    expect(recheckAudit({ path: sample.path, key, markPath })).toEqual({
      ok: true,
      events: 40,
      problems: [],
    });
  });
});
