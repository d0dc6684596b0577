import * as nodeFs from 'node:fs';
import {
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFix } from '../../src/fix/applyFix.js';
import { bytesOfPath, pathOfBytes } from '../../src/fix/bytePath.js';
import type { FixFs } from '../../src/fix/FixFs.js';
import { planFix } from '../../src/fix/planFix.js';
import { readablePaths } from '../../src/fix/readablePaths.js';
import { undoFix } from '../../src/fix/undoFix.js';
import { tempDir } from '../support/tempDir.js';

const bytesOf = (path: string): Buffer => bytesOfPath(path) ?? Buffer.from(path);

describe('a path of any bytes', () => {
  it('is text that goes through JSON and gives the same bytes', () => {
    const pieces = ['é', '😀', '/', '\uFFFD', '\uDC80'].map((text) => Buffer.from(text));
    const torn = [[0xff], [0xf0, 0x9f, 0x98], [0xed, 0xb2, 0x80], [0xc0, 0xaf]].map((some) =>
      Buffer.from(some),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ...torn)), (parts) => {
        const bytes = Buffer.concat(parts);
        const path = JSON.parse(JSON.stringify(pathOfBytes(bytes))) as string;
        return bytesOf(path).equals(bytes);
      }),
    );
    expect(bytesOfPath('/é/😀')).toBeUndefined();
  });
});

/** What lies in a folder, with names, contents and targets in bytes. */
function contents(folder: Buffer): readonly string[] {
  return readdirSync(folder, 'buffer')
    .sort((a, b) => a.compare(b))
    .flatMap((name) => {
      const path = Buffer.concat([folder, Buffer.from('/'), name]);
      const stats = lstatSync(path, { bigint: true });
      const fact = `${path.toString('latin1')} ${stats.mode}`;
      if (stats.isDirectory()) return [fact, ...contents(path)];
      return stats.isSymbolicLink()
        ? [`${fact} ${readlinkSync(path, 'latin1')}`]
        : [`${fact} ${stats.mtimeMs} ${readFileSync(path, 'latin1')}`];
    });
}

/** A clone is a copy where there are no clones. */
const cloning: Partial<FixFs> = {
  copyFileSync: (from, to) => copyFileSync(from, to, constants.COPYFILE_EXCL),
};
/** The quarantine is on another file system. */
const elsewhere: Partial<FixFs> = {
  renameSync(from, to) {
    if (String(to).includes('quarantine') !== String(from).includes('quarantine'))
      throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
    nodeFs.renameSync(from, to);
  },
  linkSync(from, to) {
    if (String(from).includes('quarantine') !== String(to).includes('quarantine'))
      throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
    nodeFs.linkSync(from, to);
  },
};

// Other systems have no such names.
describe.runIf(process.platform === 'linux')('names that are no UTF-8', () => {
  const at = (root: string, name: string): Buffer => Buffer.from(`${root}/${name}`, 'latin1');

  it.each([
    ['hardlink', {}],
    ['reflink', cloning],
    ['quarantine', {}],
    ['quarantine', elsewhere],
  ] as const)('are fixed with %s and undone to the byte', async (method, changes) => {
    const base = tempDir();
    const root = join(base, 'tree');
    const fs = { ...nodeFs, ...changes };
    mkdirSync(at(root, 'd\xe9'), { recursive: true });
    const files = ['plain', 'd\xe9/\xff\xfe', 'd\xe9/\xff\xfd'].map((name) => at(root, name));
    for (const file of files) {
      writeFileSync(file, 'same');
      utimesSync(file, 1_600_000_000, 1_600_000_001.5);
    }
    const before = contents(Buffer.from(root));
    const entries = files.map((bytes) => ({
      path: bytes.toString(),
      path_base64: bytes.toString('base64'),
      dev: String(lstatSync(bytes).dev),
      ino: String(lstatSync(bytes).ino),
    }));
    const plan = planFix([{ size: 4, entries }], { method });
    const options = { stateDir: join(base, 'state'), fs };
    const { run, done, items } = await applyFix(plan, options);
    expect(done).toBe(2);
    expect(readablePaths({ items })).toMatchObject({
      items: files.slice(1).map((file) => ({
        path: file.toString(),
        path_base64: file.toString('base64'),
      })),
    });
    expect(contents(Buffer.from(root)).length).toBe(method === 'quarantine' ? 2 : 4);
    expect(await undoFix(run, options)).toMatchObject({ restored: 2, failed: 0, changed: 0 });
    expect(contents(Buffer.from(root))).toEqual(before);
  });

  it('may lie in a cache that is moved to another file system and back', async () => {
    const base = tempDir();
    const root = join(base, 'tree');
    mkdirSync(join(root, '__pycache__'), { recursive: true });
    writeFileSync(at(root, '__pycache__/\xff'), 'content');
    symlinkSync(Buffer.from('nowhere\xfe', 'latin1'), at(root, '__pycache__/link\xfd'));
    const before = contents(Buffer.from(root));
    const plan = planFix([{ path: join(root, '__pycache__'), size_mb: 1 }], { method: 'quarantine' });
    const options = { stateDir: join(base, 'state'), fs: { ...nodeFs, ...elsewhere } };
    const { run, done } = await applyFix(plan, options);
    expect(done).toBe(1);
    expect(contents(Buffer.from(root))).toEqual([]);
    expect(await undoFix(run, options)).toMatchObject({ restored: 1 });
    expect(contents(Buffer.from(root))).toEqual(before);
  });

  it('count only with the bytes that belong to them', () => {
    const entry = { path: '/a\uFFFD', path_base64: Buffer.from('/b').toString('base64') };
    expect(() => planFix([{ size: 1, entries: [entry] }], { method: 'hardlink' })).toThrow(
      'a path and its path_base64 are not the same',
    );
  });
});
