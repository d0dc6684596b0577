import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs, {
  appendFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDuplicates, type FindDuplicatesOptions } from '../../src/duplicates/findDuplicates.js';
import type { ScanFs } from '../../src/duplicates/ScanFs.js';
import { buildWorker } from './support/buildWorker.js';
import { tempTree, type TempTree } from './support/tempTree.js';

const onWindows = process.platform === 'win32';

async function groupsOf(tree: TempTree, options: Partial<FindDuplicatesOptions> = {}): Promise<string[][]> {
  const { groups } = await findDuplicates({ roots: [tree.root], ...options });
  return groups.map(({ entries }) => entries.map(({ path }) => path.slice(tree.root.length + 1)));
}

/** Node's own calls, some of them replaced; the originals stay in reach as `fs`. */
function withCalls(calls: { [Name in keyof ScanFs]?: (...args: never[]) => unknown }): ScanFs {
  return { ...fs, ...calls } as object as ScanFs;
}

function fails(code: string): never {
  throw Object.assign(new Error(code), { code });
}

describe('findDuplicates', () => {
  it('reports groups with size, hash, waste and the identity of each file, most waste first', async () => {
    const tree = tempTree({ a: 'same', 'deep/er/b': 'same', c: 'other', d: 'longer text', e: 'longer text' });
    const report = await findDuplicates({ roots: [tree.root] });
    expect(report.groups.map(({ size, wastedBytes }) => [size, wastedBytes])).toEqual([
      [11, 11],
      [4, 4],
    ]);
    const { dev, ino, mtimeNs } = fs.lstatSync(tree.path('a'), { bigint: true });
    expect({ ...report.groups[1]?.entries[0] }).toEqual({ path: tree.path('a'), dev, ino, mtimeNs });
    expect(report).toMatchObject({
      roots: [tree.root],
      scannedFiles: 5,
      scannedBytes: 35,
      wastedBytes: 15,
      unreadable: [],
      changed: [],
    });
  });

  it('names the hash it used, XXH64 unless another one is asked for', async () => {
    const tree = tempTree({
      a: 'abc',
      b: 'abc',
      'large/a': Buffer.alloc(300_000, 1),
      'large/b': Buffer.alloc(300_000, 1),
    });
    const plain = await findDuplicates({ roots: [tree.root] });
    expect(plain.groups[1]).toMatchObject({ hash: '44bc2cf5ad770999', algorithm: 'xxh64' });
    const sha = await findDuplicates({ roots: [tree.root], hash: 'sha256' });
    expect(sha.groups.map(({ hash }) => hash)).toEqual(
      [Buffer.alloc(300_000, 1), 'abc'].map((data) => createHash('sha256').update(data).digest('hex')),
    );
  });

  it('takes several names of one file as one file and lists them', async () => {
    const tree = tempTree({ a: 'same', c: 'same', single: 'alone' });
    linkSync(tree.path('a'), tree.path('b'));
    linkSync(tree.path('single'), tree.path('single2'));
    const report = await findDuplicates({ roots: [tree.root] });
    expect(report.groups).toHaveLength(1);
    expect(report.groups[0]).toMatchObject({ wastedBytes: 4 });
    const entries = report.groups[0]?.entries ?? [];
    expect(entries).toHaveLength(2);
    expect(entries.flatMap(({ path, links = [] }) => [path, ...links]).sort()).toEqual(
      ['a', 'b', 'c'].map((name) => tree.path(name)),
    );
    expect(report.skipped.hardLinks).toBe(2);
    expect(report.scannedFiles).toBe(3);
  });

  it('recognises one file reached by two mounts, where it has one name in each', async () => {
    const tree = tempTree({ a: 'same', c: 'same' });
    linkSync(tree.path('a'), tree.path('mounted'));
    const oneName = withCalls({
      lstatSync: (path: string) => Object.assign(fs.lstatSync(path), { nlink: 1 }),
    });
    const { groups } = await findDuplicates({ roots: [tree.root], fs: oneName });
    expect(groups[0]?.entries).toHaveLength(2);
    expect(groups[0]?.entries.flatMap(({ links = [] }) => links)).toHaveLength(1);
  });

  it.skipIf(process.platform !== 'linux')('leaves out large files that are mostly holes', async () => {
    const tree = tempTree({ hole1: '', hole2: '', small1: '', small2: '', full1: '', full2: '' });
    for (const name of ['hole1', 'hole2']) truncateSync(tree.path(name), 2 ** 30);
    for (const name of ['small1', 'small2']) truncateSync(tree.path(name), 1000);
    for (const name of ['full1', 'full2']) writeFileSync(tree.path(name), Buffer.alloc(2 ** 20, 1));
    const { groups, skipped } = await findDuplicates({ roots: [tree.root] });
    expect(groups.map(({ size }) => size)).toEqual([2 ** 20, 1000]);
    expect(skipped).toMatchObject({ sparse: 2 });
  });

  it.skipIf(onWindows)('never takes links, empty, or special files for duplicates', async () => {
    const tree = tempTree({ a: 'same', empty1: '', empty2: '' });
    symlinkSync(tree.path('a'), tree.path('link'));
    symlinkSync(tree.root, tree.path('loop'));
    execFileSync('mkfifo', [tree.path('pipe1'), tree.path('pipe2')]);
    const server = createServer().listen(tree.path('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    const report = await findDuplicates({ roots: [tree.root] });
    await new Promise((resolve) => server.close(resolve));
    expect(report.groups).toEqual([]);
    expect(report.skipped).toMatchObject({ empty: 2, symbolicLinks: 2, special: 3 });
  });

  it('scans overlapping, repeated and linked roots once', async () => {
    const tree = tempTree({ 'd/a': 'one', 'd/b': 'two' });
    const link = join(tree.root, 'link');
    symlinkSync(tree.path('d'), link);
    const roots = [tree.root, tree.path('d'), tree.root, link, tree.path('d/a')];
    const report = await findDuplicates({ roots });
    expect(report.groups).toEqual([]);
    expect(report.scannedFiles).toBe(2);
    expect(report.roots).toEqual([tree.root, tree.path('d')]);
  });

  it('accepts files as roots', async () => {
    const tree = tempTree({ a: 'same', b: 'same', c: 'same' });
    const { groups } = await findDuplicates({ roots: [tree.path('a'), tree.path('b')] });
    expect(groups[0]?.entries.map(({ path }) => path)).toEqual([tree.path('a'), tree.path('b')]);
  });

  it('refuses a root that does not exist', async () => {
    const tree = tempTree();
    await expect(findDuplicates({ roots: [tree.path('none')] })).rejects.toMatchObject({
      code: 'SCAN_ROOT_MISSING',
      message: expect.stringContaining(tree.path('none')),
    });
  });

  it('leaves out stores and says so, unless asked for or named as a root', async () => {
    const bare = { HEAD: 'ref', 'refs/x': 'r', 'objects/1': 'blob', 'objects/2': 'blob' };
    const tree = tempTree({ '.git/objects/aa/1': 'object', '.git/objects/bb/2': 'object' });
    for (const [name, text] of Object.entries(bare)) tree.write(`bare.git/${name}`, text);
    tree.write('objects/1', 'plain');
    tree.write('objects/2', 'plain');
    expect(await groupsOf(tree)).toEqual([[join('objects', '1'), join('objects', '2')]]);
    expect((await findDuplicates({ roots: [tree.root] })).storesLeftOut).toEqual([
      tree.path('.git/objects'),
      tree.path('bare.git/objects'),
    ]);
    expect(await groupsOf(tree, { includeStores: true })).toHaveLength(3);
    expect(await groupsOf(tree, { roots: [tree.path('.git/objects')] })).toHaveLength(1);
    expect(await groupsOf(tree, { roots: [tree.root, tree.path('.git/objects')] })).toHaveLength(2);
  });

  it('leaves out what is excluded by name, pattern or path', async () => {
    const tree = tempTree({ 'a/x.log': 'same', 'b/y.log': 'same', 'c/z': 'same', 'd/z': 'same', e: 'same' });
    expect(await groupsOf(tree, { excludes: ['*.log', 'c'] })).toEqual([[join('d', 'z'), 'e']]);
    expect(await groupsOf(tree, { excludes: ['*.log', tree.path('d'), tree.path('e')] })).toEqual([]);
  });

  it('looks only at files of the minimum size', async () => {
    const tree = tempTree({ a: 'abc', b: 'abc', c: 'abcd', d: 'abcd' });
    const report = await findDuplicates({ roots: [tree.root], minSizeBytes: 4 });
    expect(report.groups.map(({ size }) => size)).toEqual([4]);
    expect(report).toMatchObject({ scannedFiles: 2, skipped: { tooSmall: 2 } });
  });

  it('tells apart files that differ in one byte only, wherever it is', async () => {
    const tree = tempTree();
    for (const size of [200, 9000, 140_000, 700_000]) {
      for (const at of [0, size >> 1, size - 1]) {
        const data = Buffer.alloc(size, 7);
        data[at] = 8;
        tree.write(`${size}/${at}`, data);
      }
      tree.write(`${size}/x`, Buffer.alloc(size, 7));
      tree.write(`${size}/y`, Buffer.alloc(size, 7));
    }
    expect(await groupsOf(tree)).toEqual(
      [700_000, 140_000, 9000, 200].map((size) => [join(`${size}`, 'x'), join(`${size}`, 'y')]),
    );
  });

  it('compares more large files of one size than it keeps open at once', async () => {
    const tree = tempTree();
    const size = 131_080;
    for (let index = 0; index < 70; index += 1) {
      const data = Buffer.alloc(size, 1);
      data[size >> 1] = index % 35 === 0 ? 1 : 2;
      tree.write(`f${index}`, data);
    }
    expect((await groupsOf(tree)).map((group) => group.length)).toEqual([68, 2]);
  });

  it('compares a class of small files that is larger than its memory', async () => {
    const tree = tempTree();
    for (let index = 0; index < 140; index += 1) {
      const data = Buffer.alloc(128 * 1024, 3);
      data.writeUInt16LE(index % 139, 64 * 1024);
      tree.write(`f${index}`, data);
    }
    expect(await groupsOf(tree)).toEqual([['f0', 'f139']]);
  });

  it.skipIf(process.platform !== 'linux')('finds and reports names that are not UTF-8, exactly', async () => {
    const tree = tempTree({ plain: 'same', 'legit\ufffd': 'other', 'x\ny': 'same' });
    const raw = (...parts: (string | number[])[]): Buffer =>
      Buffer.concat([Buffer.from(`${tree.root}/`), ...parts.map((part) => Buffer.from(part as string))]);
    mkdirSync(raw('dir', [0xff]));
    mkdirSync(raw('dir', [0xff], '/sub'));
    writeFileSync(raw('dir', [0xff], '/sub/file'), 'same');
    writeFileSync(raw('name', [0xe9]), 'same');
    writeFileSync(raw('name', [0xe8]), 'other');
    const { groups, unreadable } = await findDuplicates({ roots: [tree.root] });
    expect(unreadable).toEqual([]);
    const paths = groups.map(({ entries }) => entries.map(({ path, pathBytes }) => pathBytes ?? path));
    expect(paths).toContainEqual(
      [raw('dir', [0xff], '/sub/file'), raw('name', [0xe9]), tree.path('plain'), tree.path('x\ny')].sort(
        (a, b) => (a.toString() < b.toString() ? -1 : 1),
      ),
    );
    expect(paths).toContainEqual(
      [tree.path('legit\ufffd'), raw('name', [0xe8])].map((path, index) =>
        index === 0 ? Buffer.from(path) : path,
      ),
    );
    expect(
      groups.flatMap(({ entries }) => entries).find(({ pathBytes }) => pathBytes?.equals(raw('name', [0xe9])))
        ?.path,
    ).toBe(tree.path('name\ufffd'));
  });
});

describe('findDuplicates beside other programs', () => {
  it('lists what it may not read and goes on', async () => {
    const tree = tempTree({ a: 'same', b: 'same', c: 'same', 'closed/d': 'same', e: 'sane' });
    const guarded = withCalls({
      openSync: (path: string, flags: number) =>
        path.endsWith('c') ? fails('EACCES') : fs.openSync(path, flags),
      readdirSync: (path: string, options: { withFileTypes: true }) =>
        path.endsWith('closed') ? fails('EACCES') : fs.readdirSync(path, options),
      lstatSync: (path: string) => (path.endsWith('/e') ? fails('EIO') : fs.lstatSync(path)),
    });
    const { groups, unreadable } = await findDuplicates({ roots: [tree.root], fs: guarded });
    expect(groups[0]?.entries.map(({ path }) => path)).toEqual([tree.path('a'), tree.path('b')]);
    expect(unreadable).toEqual([
      { path: tree.path('c'), code: 'EACCES' },
      { path: tree.path('closed'), code: 'EACCES' },
      { path: tree.path('e'), code: 'EIO' },
    ]);
  });

  it('lists a root that may not be read', async () => {
    const tree = tempTree();
    const guarded = withCalls({ realpathSync: () => fails('EACCES') });
    const { unreadable } = await findDuplicates({ roots: [tree.root], fs: guarded });
    expect(unreadable).toEqual([{ path: tree.root, code: 'EACCES' }]);
  });

  it.skipIf(onWindows || process.getuid?.() === 0)('leaves out what permissions protect', async () => {
    const tree = tempTree({ a: 'same', b: 'same' });
    fs.chmodSync(tree.path('b'), 0o000);
    const { groups, unreadable } = await findDuplicates({ roots: [tree.root] });
    expect(groups).toEqual([]);
    expect(unreadable).toEqual([{ path: tree.path('b'), code: 'EACCES' }]);
  });

  it.each([70, 200_000])(
    'lists files changed during the scan and keeps them out of groups (%i bytes)',
    async (size) => {
      const content = Buffer.alloc(size, 1);
      const names = ['kept1', 'kept2', 'grown', 'cut', 'touched', 'moved', 'gone', 'linked'];
      const tree = tempTree(Object.fromEntries(names.map((name) => [name, content])));
      const changes: Record<string, (path: string) => void> = {
        grown: (path) => appendFileSync(path, 'x'),
        cut: (path) => fs.truncateSync(path, 10),
        touched: (path) => utimesSync(path, 1, 1),
        moved: (path) => renameSync(tree.write('fresh', content), path),
        gone: (path) => rmSync(path),
        linked: (path) => {
          rmSync(path);
          symlinkSync(tree.path('kept1'), path);
        },
      };
      const disturbed = withCalls({
        openSync: (path: string, flags: number) => {
          const name = path.slice(tree.root.length + 1);
          if (name === 'gone' || name === 'linked') disturb(name, path);
          const file = fs.openSync(path, flags);
          disturb(name, path);
          return file;
        },
      });
      function disturb(name: string, path: string): void {
        changes[name]?.(path);
        delete changes[name];
      }
      const { groups, changed, unreadable } = await findDuplicates({ roots: [tree.root], fs: disturbed });
      expect(groups.map(({ entries }) => entries.map(({ path }) => path))).toEqual([
        [tree.path('kept1'), tree.path('kept2')],
      ]);
      expect(unreadable).toEqual([]);
      const reasons = Object.fromEntries(
        changed.map(({ path, reason }) => [path.slice(tree.root.length + 1), reason]),
      );
      expect(reasons).toMatchObject({
        grown: 'modified',
        cut: 'modified',
        touched: 'modified',
        gone: 'vanished',
        linked: 'replaced',
      });
      expect(reasons.moved).toMatch(/modified|replaced/);
    },
  );

  it('survives directories that vanish', async () => {
    const tree = tempTree({ 'd/a': 'same', b: 'same' });
    const vanishing = withCalls({
      readdirSync: (path: string, options: { withFileTypes: true }) => {
        if (path === tree.path('d')) rmSync(path, { recursive: true, force: true });
        return fs.readdirSync(path, options);
      },
    });
    const { groups, changed } = await findDuplicates({ roots: [tree.root], fs: vanishing });
    expect(groups).toEqual([]);
    expect(changed).toEqual([{ path: tree.path('d'), reason: 'vanished' }]);
  });
});

describe('findDuplicates with several threads', () => {
  function large(): TempTree {
    const tree = tempTree();
    for (let index = 0; index < 3000; index += 1)
      tree.write(`d${index % 60}/f${index}`, `content ${index % 2000}`);
    return tree;
  }

  it('reports progress that ends with everything found and read', async () => {
    const tree = large();
    const workerFile = await buildWorker(tempTree().root);
    const seen: { phase: string; files: number; readBytes: number; totalBytes: number }[] = [];
    const report = await findDuplicates({
      roots: [tree.root],
      threads: 2,
      workerFile,
      onProgress: (progress) => seen.push(progress),
    });
    expect(report.groups).toHaveLength(1000);
    expect(seen.map(({ phase }) => phase)).toContain('walk');
    expect(seen.at(-1)).toMatchObject({ phase: 'compare', files: 3000 });
  });

  it('rejects with the reason of the signal', async () => {
    const tree = large();
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(findDuplicates({ roots: [tree.root], signal: aborted })).rejects.toThrow('enough');
    const controller = new AbortController();
    const during = findDuplicates({
      roots: [tree.root],
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('stop')),
    });
    await expect(during).rejects.toThrow('stop');
  });

  it('works alone where the worker is not there', async () => {
    const tree = large();
    const report = await findDuplicates({
      roots: [tree.root],
      threads: 8,
      workerFile: tree.path('none.cjs'),
    });
    expect(report.groups).toHaveLength(1000);
  });

  it('goes on when a thread cannot start', async () => {
    const tree = large();
    const workerFile = tempTree({ 'worker.cjs': 'throw new Error("broken")' }).path('worker.cjs');
    const report = await findDuplicates({ roots: [tree.root], threads: 2, workerFile });
    expect(report.groups).toHaveLength(1000);
  });
});
