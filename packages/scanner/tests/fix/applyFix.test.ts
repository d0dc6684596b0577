import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { expect, describe, it } from 'vitest';
import { applyFix } from '../../src/fix/applyFix.js';
import { planFix } from '../../src/fix/planFix.js';
import { undoFix } from '../../src/fix/undoFix.js';
import type { FixFs } from '../../src/fix/FixFs.js';
import { scanDocument } from '../support/scanDocument.js';
import { tempDir } from '../support/tempDir.js';
import { treeHash } from '../support/treeHash.js';
import { writeTree } from '../support/writeTree.js';

const copies = {
  'a/one.txt': 'same content',
  'b/two.txt': 'same content',
  'c/three.txt': 'same content',
  'd.txt': 'other',
};

function setUp(files: Readonly<Record<string, string>> = copies): { tree: string; stateDir: string } {
  const base = tempDir();
  const tree = join(base, 'tree');
  writeTree(tree, files);
  let time = 1_600_000_000;
  for (const name of Object.keys(files)) {
    if (!files[name]?.startsWith('->') && !name.endsWith('/'))
      utimesSync(join(tree, name), time, (time += 1.123456));
  }
  return { tree, stateDir: join(base, 'state') };
}

function inode(path: string): bigint {
  return lstatSync(path, { bigint: true }).ino;
}

/** The real file system with some calls replaced; a clone is a copy where there are no clones. */
function fsWith(changes: Partial<FixFs>): FixFs {
  return { ...nodeFs, ...changes };
}

const cloning: Partial<FixFs> = {
  copyFileSync: (from, to) => copyFileSync(from, to, nodeFs.constants.COPYFILE_EXCL),
};

describe('hard links', () => {
  it('make one file of equal ones, and undo makes them what they were', async () => {
    const { tree, stateDir } = setUp();
    if (process.platform !== 'win32') chmodSync(join(tree, 'a/one.txt'), 0o640);
    if (process.platform !== 'win32')
      for (const name of ['b/two.txt', 'c/three.txt']) chmodSync(join(tree, name), 0o640);
    const before = treeHash(tree);
    const plan = planFix(scanDocument(tree), { method: 'hardlink' });
    const result = await applyFix(plan, { stateDir });
    expect(result).toMatchObject({ done: 2, skipped: 0, failed: 0, bytes: 24, aborted: false });
    expect(inode(join(tree, 'b/two.txt'))).toBe(inode(join(tree, 'a/one.txt')));
    expect(inode(join(tree, 'c/three.txt'))).toBe(inode(join(tree, 'a/one.txt')));
    expect(readdirSync(join(tree, 'b'))).toEqual(['two.txt']);
    const undone = await undoFix('last', { stateDir });
    expect(undone).toMatchObject({ run: result.run, restored: 2, changed: 0, failed: 0 });
    expect(treeHash(tree)).toBe(before);
    expect(inode(join(tree, 'b/two.txt'))).not.toBe(inode(join(tree, 'a/one.txt')));
    await expect(undoFix('last', { stateDir })).rejects.toMatchObject({ code: 'SCAN_RUN_UNKNOWN' });
  });

  it('leave alone what was written to since the scan', async () => {
    const { tree, stateDir } = setUp();
    const plan = planFix(scanDocument(tree), { method: 'hardlink' });
    writeFileSync(join(tree, 'b/two.txt'), 'SAME CONTENT');
    const { items } = await applyFix(plan, { stateDir });
    expect(items[0]).toEqual({ path: join(tree, 'b/two.txt'), outcome: 'skipped', reason: 'changed' });
    expect(readFileSync(join(tree, 'b/two.txt'), 'utf8')).toBe('SAME CONTENT');
  });

  it('compare the bytes even when the document tells nothing but names', async () => {
    const { tree, stateDir } = setUp({ a: 'xx', b: 'xy', c: 'xx' });
    const document = [{ hash: 'h', files: [join(tree, 'a'), join(tree, 'b'), join(tree, 'c')] }];
    const { items } = await applyFix(planFix(document, { method: 'hardlink' }), { stateDir });
    expect(items).toEqual([
      { path: join(tree, 'b'), outcome: 'skipped', reason: 'different_content' },
      { path: join(tree, 'c'), outcome: 'done', bytes: 2 },
    ]);
  });

  it('do nothing when the file that stays has changed or gone', async () => {
    const { tree, stateDir } = setUp();
    const plan = planFix(scanDocument(tree), { method: 'hardlink' });
    writeFileSync(join(tree, 'a/one.txt'), 'changed');
    expect((await applyFix(plan, { stateDir })).items).toMatchObject([
      { reason: 'keep_changed' },
      { reason: 'keep_changed' },
    ]);
    unlinkSync(join(tree, 'a/one.txt'));
    expect((await applyFix(plan, { stateDir })).items).toMatchObject([
      { reason: 'keep_changed' },
      { reason: 'keep_changed' },
    ]);
    expect(readFileSync(join(tree, 'b/two.txt'), 'utf8')).toBe('same content');
  });

  it('skip symbolic links, links of the same file and what is gone', async () => {
    const { tree, stateDir } = setUp({ a: 'x', b: 'x', c: 'x', d: 'x' });
    const document = [{ hash: 'h', files: ['a', 'b', 'c', 'd'].map((name) => join(tree, name)) }];
    const plan = planFix(document, { method: 'hardlink' });
    unlinkSync(join(tree, 'b'));
    symlinkSync('a', join(tree, 'b'));
    unlinkSync(join(tree, 'c'));
    linkSync(join(tree, 'a'), join(tree, 'c'));
    unlinkSync(join(tree, 'd'));
    expect((await applyFix(plan, { stateDir })).items).toMatchObject([
      { reason: 'special_file' },
      { reason: 'same_file' },
      { reason: 'gone' },
    ]);
    expect(lstatSync(join(tree, 'b')).isSymbolicLink()).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('skip files of another mode', async () => {
    const { tree, stateDir } = setUp();
    chmodSync(join(tree, 'b/two.txt'), 0o755);
    const plan = planFix(scanDocument(tree), { method: 'hardlink' });
    expect((await applyFix(plan, { stateDir })).items).toMatchObject([
      { reason: 'mode_or_owner_differs' },
      { outcome: 'done' },
    ]);
  });

  it('skip files of another file system', async () => {
    const { tree, stateDir } = setUp();
    // Without the device, as documents of the older system are.
    const text = JSON.stringify(scanDocument(tree)).replaceAll(/"(dev|ino)":/g, '"was_$1":');
    const plan = planFix(JSON.parse(text), { method: 'hardlink' });
    const fs = fsWith({
      lstatSync: ((path: string, options: { bigint: true }) => {
        const facts = lstatSync(path, options);
        if (path.includes(join('tree', 'b'))) facts.dev += 1n;
        return facts;
      }) as FixFs['lstatSync'],
    });
    expect((await applyFix(plan, { stateDir, fs })).items[0]).toMatchObject({ reason: 'other_device' });
  });

  it('list what the system refuses, and go on', async () => {
    const { tree, stateDir } = setUp();
    const plan = planFix(scanDocument(tree), { method: 'hardlink' });
    const fs = fsWith({
      linkSync: (from, to) => {
        if (String(to).includes(join('tree', 'b'))) throw Object.assign(new Error('no'), { code: 'EACCES' });
        linkSync(from, to);
      },
    });
    const before = treeHash(tree);
    const result = await applyFix(plan, { stateDir, fs });
    expect(result).toMatchObject({ done: 1, failed: 1 });
    expect(result.items[0]).toEqual({ path: join(tree, 'b/two.txt'), outcome: 'failed', code: 'EACCES' });
    await undoFix('last', { stateDir });
    expect(treeHash(tree)).toBe(before);
  });

  it('give back a file that someone put in place of the compared one', async () => {
    const { tree, stateDir } = setUp();
    const plan = planFix(scanDocument(tree), { method: 'hardlink' });
    const path = join(tree, 'b/two.txt');
    let raced = false;
    const fs = fsWith({
      renameSync: (from, to) => {
        if (!raced && from === path) {
          raced = true;
          writeFileSync(`${path}.tmp`, 'precious');
          renameSync(`${path}.tmp`, path);
        }
        renameSync(from, to);
      },
    });
    const { items } = await applyFix(plan, { stateDir, fs });
    expect(items[0]).toMatchObject({ outcome: 'skipped', reason: 'changed' });
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(readdirSync(join(tree, 'b'))).toEqual(['two.txt']);
  });

  it('leave a file that someone created while the name was free, and keep the old one', async () => {
    const { tree, stateDir } = setUp();
    const plan = planFix(scanDocument(tree), { method: 'hardlink' });
    const path = join(tree, 'b/two.txt');
    const fs = fsWith({
      linkSync: (from, to) => {
        if (to === path) writeFileSync(path, 'precious');
        linkSync(from, to);
      },
    });
    const { items } = await applyFix(plan, { stateDir, fs });
    const [item] = items;
    expect(item).toMatchObject({ outcome: 'skipped', reason: 'changed' });
    expect(readFileSync(path, 'utf8')).toBe('precious');
    const keptAt = item?.outcome === 'skipped' ? item.kept_at : undefined;
    expect(readFileSync(keptAt ?? '', 'utf8')).toBe('same content');
    expect(readdirSync(join(tree, 'b'))).toEqual(['two.txt']);
  });

  it('put the file back when it was written to right after the link took its place', async () => {
    const { tree, stateDir } = setUp();
    const plan = planFix(scanDocument(tree), { method: 'hardlink' });
    const path = join(tree, 'b/two.txt');
    const fd = nodeFs.openSync(path, 'r+');
    const fs = fsWith({
      linkSync: (from, to) => {
        linkSync(from, to);
        if (to === path) nodeFs.writeSync(fd, 'precious', 0);
      },
    });
    const { items } = await applyFix(plan, { stateDir, fs });
    nodeFs.closeSync(fd);
    expect(items[0]).toMatchObject({ outcome: 'skipped', reason: 'changed' });
    expect(readFileSync(path, 'utf8')).toBe('precioustent');
    expect(readFileSync(join(tree, 'a/one.txt'), 'utf8')).toBe('same content');
    expect(readdirSync(join(tree, 'b'))).toEqual(['two.txt']);
  });
});

describe('undo of hard links', () => {
  it('reports a file that was written to since, and does not overwrite it', async () => {
    const { tree, stateDir } = setUp();
    await applyFix(planFix(scanDocument(tree), { method: 'hardlink' }), { stateDir });
    const path = join(tree, 'b/two.txt');
    writeFileSync(`${path}.new`, 'newer');
    renameSync(`${path}.new`, path);
    const { items } = await undoFix('last', { stateDir });
    expect(items).toContainEqual({ path, outcome: 'changed' });
    expect(items).toContainEqual({ path: join(tree, 'c/three.txt'), outcome: 'restored' });
    expect(readFileSync(path, 'utf8')).toBe('newer');
  });

  it('can be tried again for what was in the way', async () => {
    const { tree, stateDir } = setUp();
    const before = treeHash(tree);
    await applyFix(planFix(scanDocument(tree), { method: 'quarantine' }), { stateDir });
    writeFileSync(join(tree, 'b/two.txt'), 'in the way');
    expect(await undoFix('last', { stateDir })).toMatchObject({ restored: 1, changed: 1 });
    unlinkSync(join(tree, 'b/two.txt'));
    expect(await undoFix('last', { stateDir })).toMatchObject({ restored: 1, changed: 0 });
    expect(treeHash(tree)).toBe(before);
  });

  it('knows a run by its name and refuses other names', async () => {
    const { tree, stateDir } = setUp();
    const { run } = await applyFix(planFix(scanDocument(tree), { method: 'hardlink' }), { stateDir });
    await expect(undoFix('../../x', { stateDir })).rejects.toMatchObject({ code: 'SCAN_RUN_UNKNOWN' });
    await expect(undoFix('nope', { stateDir })).rejects.toMatchObject({ code: 'SCAN_RUN_UNKNOWN' });
    expect(await undoFix(run, { stateDir })).toMatchObject({ restored: 2 });
    expect(await undoFix(run, { stateDir })).toMatchObject({ items: [] });
  });
});

describe('reflinks', () => {
  it('are refused, with nothing changed, where the file system has none', async () => {
    const { tree, stateDir } = setUp();
    const before = treeHash(tree);
    const fs = fsWith({
      copyFileSync: () => {
        throw Object.assign(new Error('no'), { code: 'EOPNOTSUPP' });
      },
    });
    const plan = planFix(scanDocument(tree), { method: 'reflink' });
    await expect(applyFix(plan, { stateDir, fs })).rejects.toMatchObject({
      code: 'SCAN_REFLINK_UNSUPPORTED',
    });
    expect(treeHash(tree)).toBe(before);
    await expect(undoFix('last', { stateDir })).rejects.toMatchObject({ code: 'SCAN_RUN_UNKNOWN' });
  });

  it('keep mode and times of the file they replace', async () => {
    const { tree, stateDir } = setUp();
    if (process.platform !== 'win32') chmodSync(join(tree, 'b/two.txt'), 0o600);
    const before = treeHash(tree);
    const old = inode(join(tree, 'b/two.txt'));
    const plan = planFix(scanDocument(tree), { method: 'reflink' });
    expect(await applyFix(plan, { stateDir, fs: fsWith(cloning) })).toMatchObject({ done: 2 });
    expect(treeHash(tree)).toBe(before);
    expect(inode(join(tree, 'b/two.txt'))).not.toBe(old);
    expect(await undoFix('last', { stateDir })).toMatchObject({ restored: 2 });
    expect(treeHash(tree)).toBe(before);
  });

  it('are skipped where one of two file systems has none', async () => {
    const { tree, stateDir } = setUp();
    let calls = 0;
    const fs = fsWith({
      copyFileSync: (from, to) => {
        calls += 1;
        if (calls === 2) throw Object.assign(new Error('no'), { code: 'EXDEV' });
        copyFileSync(from, to);
      },
    });
    const plan = planFix(scanDocument(tree), { method: 'reflink' });
    expect((await applyFix(plan, { stateDir, fs })).items).toMatchObject([
      { reason: 'unsupported' },
      { outcome: 'done' },
    ]);
  });
});

describe('quarantine', () => {
  it('moves duplicates away under their own paths and brings them back', async () => {
    const { tree, stateDir } = setUp();
    const before = treeHash(tree);
    const result = await applyFix(planFix(scanDocument(tree), { method: 'quarantine' }), { stateDir });
    expect(result.done).toBe(2);
    expect(existsSync(join(tree, 'b/two.txt'))).toBe(false);
    const moved = join(stateDir, 'quarantine', result.run, tree, 'b/two.txt');
    expect(readFileSync(moved, 'utf8')).toBe('same content');
    await undoFix(result.run, { stateDir });
    expect(treeHash(tree)).toBe(before);
    expect(readdirSync(join(stateDir, 'quarantine'))).toEqual([]);
  });

  it('never moves the last copy', async () => {
    const { tree, stateDir } = setUp();
    const plan = planFix(scanDocument(tree), { method: 'quarantine' });
    rmSync(join(tree, 'a/one.txt'));
    expect(await applyFix(plan, { stateDir })).toMatchObject({ done: 0, skipped: 2 });
    expect(readFileSync(join(tree, 'c/three.txt'), 'utf8')).toBe('same content');
  });

  it('moves whole caches with links and odd names in them, and brings them back', async () => {
    const { tree, stateDir } = setUp({
      'p/__pycache__/a.pyc': '1',
      'p/__pycache__/deep/new\nline': '2',
      'p/__pycache__/link': '-> nowhere',
      'p/__pycache__/empty/': '',
      'p/main.py': 'x',
    });
    const before = treeHash(tree);
    const document = [
      { path: join(tree, 'p/__pycache__'), pattern: '__pycache__', size_mb: 0, file_count: 2 },
    ];
    const plan = planFix(document, { method: 'quarantine' });
    expect(await applyFix(plan, { stateDir })).toMatchObject({ done: 1 });
    expect(readdirSync(join(tree, 'p'))).toEqual(['main.py']);
    await undoFix('last', { stateDir });
    expect(treeHash(tree)).toBe(before);
  });

  it('leaves a folder alone that was made anew since, and says where the old one is', async () => {
    const { tree, stateDir } = setUp({ 'p/.cache/a': '1' });
    const document = [{ path: join(tree, 'p/.cache'), pattern: '.cache' }];
    const { run } = await applyFix(planFix(document, { method: 'quarantine' }), { stateDir });
    writeTree(tree, { 'p/.cache/b': '2' });
    const { items } = await undoFix('last', { stateDir });
    expect(items).toEqual([
      {
        path: join(tree, 'p/.cache'),
        outcome: 'changed',
        kept_at: join(stateDir, 'quarantine', run, tree, 'p/.cache'),
      },
    ]);
    expect(readdirSync(join(tree, 'p/.cache'))).toEqual(['b']);
  });

  it('puts back what turns out to be another folder', async () => {
    const { tree, stateDir } = setUp({ 'p/.cache/a': '1' });
    const path = join(tree, 'p/.cache');
    const fs = fsWith({
      renameSync: (from, to) => {
        if (from === path && existsSync(path)) {
          renameSync(path, `${path}.moved`);
          writeTree(tree, { 'p/.cache/precious': '2' });
        }
        renameSync(from, to);
      },
    });
    const { items } = await applyFix(planFix([{ path, pattern: '.cache' }], { method: 'quarantine' }), {
      stateDir,
      fs,
    });
    expect(items).toEqual([{ path, outcome: 'skipped', reason: 'changed' }]);
    expect(readdirSync(path)).toEqual(['precious']);
  });

  it('does not move what holds the quarantine', async () => {
    const { tree } = setUp({ '.cache/a': '1' });
    const path = join(tree, '.cache');
    const plan = planFix([{ path, pattern: '.cache' }], { method: 'quarantine' });
    const { items } = await applyFix(plan, { stateDir: join(path, 'state') });
    expect(items).toEqual([{ path, outcome: 'skipped', reason: 'holds_state' }]);
  });
});

describe('quarantine on another file system', () => {
  /** Renames between a tree and a state folder fail as they do between file systems. */
  function acrossDevices(tree: string, changes: Partial<FixFs> = {}): FixFs {
    return fsWith({
      renameSync: (from, to) => {
        if (String(from).startsWith(tree) !== String(to).startsWith(tree)) {
          throw Object.assign(new Error('cross-device'), { code: 'EXDEV' });
        }
        renameSync(from, to);
      },
      ...changes,
    });
  }

  const files = {
    'p/.cache/a': '1',
    'p/.cache/deep/b': '2',
    'p/.cache/link': '-> a',
    'p/.eslintcache': 'x',
    q: 'q',
  };
  const caches = (tree: string): unknown[] => [
    { path: join(tree, 'p/.cache'), pattern: '.cache' },
    { path: join(tree, 'p/.eslintcache'), pattern: '.eslintcache' },
  ];

  it('copies, compares and brings back with modes and times', async () => {
    const { tree, stateDir } = setUp(files);
    if (process.platform !== 'win32') chmodSync(join(tree, 'p/.cache/a'), 0o400);
    const before = treeHash(tree);
    const fs = acrossDevices(tree);
    expect(await applyFix(planFix(caches(tree), { method: 'quarantine' }), { stateDir, fs })).toMatchObject({
      done: 2,
    });
    expect(readdirSync(join(tree, 'p'))).toEqual([]);
    expect(await undoFix('last', { stateDir, fs })).toMatchObject({ restored: 2 });
    expect(treeHash(tree)).toBe(before);
    expect(readdirSync(join(stateDir, 'quarantine'))).toEqual([]);
  });

  /** As for who is not the superuser: nothing goes from a folder that may not be written to. */
  const rmSyncAsUser: FixFs['rmSync'] = (path, options) => {
    const closed = (folder: string): boolean =>
      lstatSync(folder).isDirectory() &&
      ((lstatSync(folder).mode & 0o200) === 0 ||
        readdirSync(folder).some((name) => closed(join(folder, name))));
    if (existsSync(path) && closed(String(path))) {
      rmSync(join(String(path), 'a'), { force: true });
      throw Object.assign(new Error('no'), { code: 'EACCES' });
    }
    rmSync(path, options);
  };

  it.skipIf(process.platform === 'win32')('moves folders that may not be written to, and back', async () => {
    const { tree, stateDir } = setUp(files);
    chmodSync(join(tree, 'p/.cache/deep'), 0o555);
    const before = treeHash(tree);
    const fs = acrossDevices(tree, { rmSync: rmSyncAsUser });
    const plan = planFix(caches(tree), { method: 'quarantine' });
    expect(await applyFix(plan, { stateDir, fs })).toMatchObject({ done: 2, failed: 0 });
    expect(readdirSync(join(tree, 'p'))).toEqual([]);
    expect(await undoFix('last', { stateDir, fs })).toMatchObject({ restored: 2, failed: 0 });
    expect(treeHash(tree)).toBe(before);
    expect(readdirSync(join(stateDir, 'quarantine'))).toEqual([]);
  });

  it('brings back what was copied although the original could not be removed', async () => {
    const { tree, stateDir } = setUp(files);
    const fs = acrossDevices(tree, {
      rmSync: (path, options) => {
        if (String(path).endsWith('.old')) throw Object.assign(new Error('no'), { code: 'EBUSY' });
        rmSync(path, options);
      },
    });
    const { items } = await applyFix(planFix(caches(tree), { method: 'quarantine' }), { stateDir, fs });
    expect(items[0]).toEqual({ path: join(tree, 'p/.cache'), outcome: 'failed', code: 'EBUSY' });
    expect(await undoFix('last', { stateDir, fs })).toMatchObject({ restored: 2, failed: 0 });
    expect(readFileSync(join(tree, 'p/.cache/deep/b'), 'utf8')).toBe('2');
  });

  it('puts everything back when the copy fails', async () => {
    const { tree, stateDir } = setUp(files);
    const before = treeHash(tree);
    const fs = acrossDevices(tree, {
      copyFileSync: (from, to) => {
        if (String(from).endsWith('b')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        copyFileSync(from, to);
      },
    });
    const { items } = await applyFix(planFix(caches(tree), { method: 'quarantine' }), { stateDir, fs });
    expect(items[0]).toEqual({ path: join(tree, 'p/.cache'), outcome: 'failed', code: 'ENOSPC' });
    await undoFix('last', { stateDir, fs });
    expect(treeHash(tree)).toBe(before);
  });

  it('notices a copy that differs', async () => {
    const { tree, stateDir } = setUp(files);
    const before = treeHash(tree);
    const fs = acrossDevices(tree, { copyFileSync: (_, to) => writeFileSync(to, 'z') });
    const { items } = await applyFix(planFix(caches(tree), { method: 'quarantine' }), { stateDir, fs });
    expect(items).toMatchObject([{ reason: 'changed' }, { reason: 'changed' }]);
    expect(treeHash(tree)).toBe(before);
  });

  it.skipIf(process.platform === 'win32')('leaves a folder with a pipe in it where it is', async () => {
    const { tree, stateDir } = setUp(files);
    const { execFileSync } = await import('node:child_process');
    execFileSync('mkfifo', [join(tree, 'p/.cache/pipe')]);
    const fs = acrossDevices(tree);
    const { items } = await applyFix(planFix(caches(tree), { method: 'quarantine' }), { stateDir, fs });
    expect(items[0]).toMatchObject({ reason: 'special_file' });
    expect(readdirSync(join(tree, 'p/.cache')).sort()).toEqual(['a', 'deep', 'link', 'pipe']);
  });
});

it('stops between items when asked to, and what was done can be undone', async () => {
  const { tree, stateDir } = setUp(
    Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`f${n}`, 'same'])),
  );
  const before = treeHash(tree);
  const controller = new AbortController();
  const seen: number[] = [];
  const result = await applyFix(planFix(scanDocument(tree), { method: 'hardlink' }), {
    stateDir,
    signal: controller.signal,
    onItem: (_, done, total) => {
      seen.push(total);
      if (done === 10) controller.abort();
    },
  });
  expect(result.aborted).toBe(true);
  expect(result.done).toBeLessThan(99);
  expect(seen).toHaveLength(result.done);
  await undoFix('last', { stateDir });
  expect(treeHash(tree)).toBe(before);
});

it('lets the event loop run between items, so that a signal is heard', async () => {
  const { tree, stateDir } = setUp(
    Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`f${n}`, 'same'])),
  );
  const controller = new AbortController();
  const running = applyFix(planFix(scanDocument(tree), { method: 'hardlink' }), {
    stateDir,
    signal: controller.signal,
    onItem: (_, done) => {
      if (done === 1) setImmediate(() => controller.abort());
    },
  });
  expect(await running).toMatchObject({ aborted: true });
});

it('refuses a plan that changes what it keeps, or links caches', async () => {
  const { tree, stateDir } = setUp();
  const [a, b] = [join(tree, 'a/one.txt'), join(tree, 'b/two.txt')];
  const item = { kind: 'duplicate', size: 1 } as const;
  const circle = [
    { ...item, path: a, keep: b },
    { ...item, path: b, keep: a },
  ];
  const plan = { method: 'quarantine', items: circle, skipped: [], bytes: 0 } as const;
  await expect(applyFix(plan, { stateDir })).rejects.toMatchObject({ code: 'SCAN_PLAN_INVALID' });
  const caches = {
    method: 'hardlink',
    items: [{ kind: 'cache', path: a, size: 1 }],
    skipped: [],
    bytes: 0,
  } as const;
  await expect(applyFix(caches, { stateDir })).rejects.toMatchObject({ code: 'SCAN_PLAN_INVALID' });
});

it('changes nothing when the journal cannot be written', async () => {
  const { tree, stateDir } = setUp();
  const before = treeHash(tree);
  const fs = fsWith({
    fsyncSync: () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    },
  });
  const plan = planFix(scanDocument(tree), { method: 'hardlink' });
  await expect(applyFix(plan, { stateDir, fs })).rejects.toMatchObject({
    code: 'SCAN_JOURNAL_UNREADABLE',
    details: { code: 'ENOSPC' },
  });
  expect(treeHash(tree)).toBe(before);
});

it('keeps its journals to the user', async () => {
  const { tree, stateDir } = setUp();
  const { run } = await applyFix(planFix(scanDocument(tree), { method: 'hardlink' }), { stateDir });
  if (process.platform === 'win32') return;
  expect(statSync(join(stateDir, 'scan-fix', `${run}.jsonl`)).mode & 0o777).toBe(0o600);
  expect(statSync(join(stateDir, 'scan-fix')).mode & 0o777).toBe(0o700);
  mkdirSync(join(tree, 'after'));
});
