import { copyFileSync, constants, existsSync, readdirSync, renameSync, utimesSync } from 'node:fs';
import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { expect, describe, it } from 'vitest';
import { AimError } from '@aim/core';
import { countFaults, faultRuns } from '../../../../tools/testing/faults.mjs';
import { applyFix } from '../../src/fix/applyFix.js';
import type { FixFs } from '../../src/fix/FixFs.js';
import type { FixMethod } from '../../src/fix/FixPlan.js';
import { planFix } from '../../src/fix/planFix.js';
import { undoFix } from '../../src/fix/undoFix.js';
import { crashingFs } from '../support/crashingFs.js';
import { scanDocument } from '../support/scanDocument.js';
import { tempDir } from '../support/tempDir.js';
import { treeHash } from '../support/treeHash.js';
import { bundleWorker, ended, nextOutput, startWorker } from '../support/worker.js';
import { writeTree } from '../support/writeTree.js';

/** Without the waiting: what a crash of the program leaves does not depend on the disk. */
const plain: FixFs = { ...nodeFs, fsyncSync: () => {} };

const cloning: FixFs = {
  ...plain,
  copyFileSync: (from, to) => copyFileSync(from, to, constants.COPYFILE_EXCL),
};

function acrossDevices(tree: string): FixFs {
  return {
    ...plain,
    renameSync: (from, to) => {
      if (String(from).startsWith(tree) !== String(to).startsWith(tree)) {
        throw Object.assign(new Error('cross-device'), { code: 'EXDEV' });
      }
      renameSync(from, to);
    },
  };
}

interface Scene {
  readonly tree: string;
  readonly stateDir: string;
  readonly before: string;
  readonly document: unknown[];
}

function scene(): Scene {
  const base = tempDir();
  const tree = join(base, 'tree');
  writeTree(tree, {
    a: 'same',
    'x/b': 'same',
    'x/c': 'same',
    'p/.cache/f': '1',
    'p/.cache/g/h': '2',
    z: 'z',
  });
  for (const [index, name] of ['a', 'x/b', 'x/c', 'p/.cache/f'].entries()) {
    utimesSync(join(tree, name), 1e9 + index, 1e9 + index + 0.5);
  }
  const document = [...scanDocument(tree), { path: join(tree, 'p/.cache'), pattern: '.cache' }];
  return { tree, stateDir: join(base, 'state'), before: treeHash(tree), document };
}

/** `CRASHED` is what the crash turns into; anything else is a bug. */
async function untilCrash(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof AimError) && (error as { code?: string }).code !== 'CRASHED') throw error;
  }
}

/** Nothing may be left in the tree that was not there. */
async function undoCompletely({ tree, stateDir, before }: Scene, fs?: FixFs): Promise<void> {
  try {
    await undoFix('last', { stateDir, ...(fs && { fs }) });
  } catch (error) {
    expect(error).toMatchObject({ code: 'SCAN_RUN_UNKNOWN' });
  }
  expect(treeHash(tree)).toBe(before);
}

const ways: readonly (readonly [string, FixMethod, (tree: string) => FixFs])[] = [
  ['hard links', 'hardlink', () => plain],
  ['reflinks', 'reflink', () => cloning],
  ['quarantine', 'quarantine', () => plain],
  ['quarantine on another file system', 'quarantine', acrossDevices],
];

describe.each(ways)('a fix by %s', (_, method, baseFs) => {
  it('can be undone after a crash at any call', { timeout: 120_000 }, async () => {
    const saw = countFaults('scan fix', 'crash at every call');
    let after = 0;
    for (let finished = false; !finished; after += 1) {
      const at = scene();
      const base = baseFs(at.tree);
      const { fs, crashed } = crashingFs(after, base);
      const plan = planFix(at.document, { method });
      await untilCrash(() => applyFix(plan, { stateDir: at.stateDir, fs }));
      finished = !crashed();
      const before = treeHash(at.tree) === at.before;
      await undoCompletely(at, base);
      saw(before ? 'before' : 'restored by scan undo');
    }
    expect(after).toBeGreaterThan(10);
  });

  it('can be undone after a crash of the undo at any call', { timeout: 120_000 }, async () => {
    const saw = countFaults('scan undo', 'crash at every call');
    for (let after = 0, finished = false; !finished; after += 1) {
      const at = scene();
      const base = baseFs(at.tree);
      await applyFix(planFix(at.document, { method }), { stateDir: at.stateDir, fs: base });
      const { fs, crashed } = crashingFs(after, base);
      await untilCrash(() => undoFix('last', { stateDir: at.stateDir, fs }));
      finished = !crashed();
      const undone = treeHash(at.tree) === at.before;
      await undoCompletely(at, base);
      saw(undone ? 'after' : 'restored by a rerun');
    }
  });
});

const killRuns = faultRuns(4);

describe('kill -9', () => {
  it(
    `at a random moment of a fix, ${killRuns} times, leaves a tree that undo restores`,
    { timeout: 300_000 },
    async () => {
      const program = await bundleWorker(
        tempDir(),
        `import { readFileSync, writeSync } from 'node:fs';
       import { applyFix } from './src/fix/applyFix.js';
       import { planFix } from './src/fix/planFix.js';
       const [file, method, stateDir] = process.argv.slice(2);
       const plan = planFix(JSON.parse(readFileSync(file, 'utf8')), { method });
       writeSync(1, 'go');
       await applyFix(plan, { stateDir });
       writeSync(1, 'end');`,
      );
      const saw = countFaults('scan fix', 'kill -9 at a random moment');
      let killed = 0;
      for (let round = 0; round < killRuns; round += 1) {
        const base = tempDir();
        const tree = join(base, 'tree');
        const names = Array.from({ length: 120 }, (_, index) => [
          `d${index % 7}/f${index}`,
          `same ${index % 3}`,
        ]);
        writeTree(tree, Object.fromEntries(names) as Record<string, string>);
        const file = join(base, 'plan.json');
        nodeFs.writeFileSync(file, JSON.stringify(scanDocument(tree)));
        const before = treeHash(tree);
        const stateDir = join(base, 'state');
        const child = startWorker(program, file, round % 2 === 0 ? 'hardlink' : 'quarantine', stateDir);
        await nextOutput(child);
        // The first right away, so that at least one is caught in the middle.
        setTimeout(() => child.kill('SIGKILL'), round === 0 ? 0 : Math.random() * 40);
        killed += (await ended(child)) === 'SIGKILL' ? 1 : 0;
        saw(treeHash(tree) === before ? 'before' : 'restored by scan undo');
        if (existsSync(join(stateDir, 'scan-fix')))
          await undoCompletely({ tree, stateDir, before, document: [] });
        expect(treeHash(tree)).toBe(before);
        expect(readdirSync(tree).sort()).toEqual(['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6']);
      }
      expect(killed).toBeGreaterThan(0);
    },
  );
});
