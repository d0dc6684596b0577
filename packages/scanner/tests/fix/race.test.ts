import { spawn } from 'node:child_process';
import { copyFileSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../../tools/testing/faults.mjs';
import { applyFix } from '../../src/fix/applyFix.js';
import type { FixMethod } from '../../src/fix/FixPlan.js';
import { planFix } from '../../src/fix/planFix.js';
import { scanDocument } from '../support/scanDocument.js';
import { tempDir } from '../support/tempDir.js';
import { writeTree } from '../support/writeTree.js';

const flips = faultRuns(40);

/** Waits a little, writes in one of three ways, and says whether it could. */
const writer = `
const fs = require('node:fs');
const ways = {
  replace(path, text) { fs.writeFileSync(path + '.w', text); fs.renameSync(path + '.w', path); },
  truncate(path, text) { fs.writeFileSync(path, text); },
  inPlace(path, text) { const fd = fs.openSync(path, 'r+'); fs.writeSync(fd, text, 0); fs.closeSync(fd); },
};
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { path, text, way, waitMs } = JSON.parse(line);
  for (const end = performance.now() + waitMs; performance.now() < end; );
  let answer = 'written';
  try { ways[way](path, text); } catch (error) { answer = error.code; }
  fs.writeSync(1, answer + '\\n');
});`;

const clones = {
  ...nodeFs,
  copyFileSync: (from: nodeFs.PathLike, to: nodeFs.PathLike) =>
    copyFileSync(from, to, constants.COPYFILE_EXCL),
};

it(
  `loses nothing that another program writes during a fix, ${flips} times`,
  { timeout: 600_000 },
  async () => {
    const child = spawn(process.execPath, ['-e', writer], { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const methods: readonly FixMethod[] = ['hardlink', 'quarantine', 'reflink'];
    const ways = ['replace', 'truncate', 'inPlace'];
    const saw = countFaults('scan fix', 'another program writes the file meanwhile');
    const outcomes = new Set<string>();
    let lost = 0;
    try {
      for (let round = 0; round < flips; round += 1) {
        const tree = tempDir();
        const stateDir = join(tree, 'state');
        writeTree(tree, { 't/a': 'x'.repeat(5000), 't/b': 'x'.repeat(5000) });
        const path = join(tree, 't/b');
        const method = methods[round % 3] ?? 'hardlink';
        const way = ways[Math.floor(round / 3) % 3] ?? 'replace';
        const plan = planFix(scanDocument(join(tree, 't')), { method });
        const text = `precious ${round} `.padEnd(5000, 'y');
        child.stdin.write(`${JSON.stringify({ path, text, way, waitMs: Math.random() * 12 })}\n`);
        const result = await applyFix(plan, { stateDir, fs: clones });
        const answer = await answers.next();
        const [item] = result.items;
        outcomes.add(item?.outcome ?? '');
        saw(`${item?.outcome ?? 'refused'}, every byte kept`);
        const places = [path, item !== undefined && 'to' in item ? item.to : undefined];
        if (item?.outcome === 'skipped') places.push(item.kept_at);
        const contents = places.flatMap((place) =>
          place !== undefined && existsSync(place) ? [readFileSync(place, 'utf8')] : [],
        );
        if (answer.value === 'written' && !contents.includes(text)) lost += 1;
        const kept = readFileSync(join(tree, 't/a'), 'utf8');
        // A write in place to a hard link changes the one file that both names mean.
        const linked = method === 'hardlink' && way !== 'replace';
        if (kept !== 'x'.repeat(5000) && !(linked && kept === text)) lost += 1;
      }
    } finally {
      child.kill();
    }
    expect(lost).toBe(0);
    expect(outcomes).toContain('done');
  },
);

it('does not follow a folder that was replaced by a link to another', async () => {
  const tree = tempDir();
  writeTree(tree, { 't/a': 'same', 't/d/b': 'same', 'other/b': 'same' });
  const plan = planFix(scanDocument(join(tree, 't')), { method: 'hardlink' });
  nodeFs.renameSync(join(tree, 't/d'), join(tree, 't/was'));
  nodeFs.symlinkSync(join(tree, 'other'), join(tree, 't/d'));
  const { items } = await applyFix(plan, { stateDir: join(tree, 'state') });
  expect(items).toMatchObject([{ outcome: 'skipped', reason: 'changed' }]);
  writeFileSync(join(tree, 'other/b'), 'still its own');
  expect(readFileSync(join(tree, 't/a'), 'utf8')).toBe('same');
});
