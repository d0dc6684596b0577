import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileTable } from '../../src/duplicates/FileTable.js';
import { PathBook } from '../../src/duplicates/PathBook.js';

const facts = { size: 1, mtimeMs: 0, nlink: 1, dev: 1, ino: 1 };
const name = fc.oneof(
  { weight: 20, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ minLength: 1, maxLength: 6 }).map((bytes) => Buffer.from([0xff, ...bytes])),
  },
);

describe('PathBook', () => {
  it('gives back the bytes of every path, as text where text holds them', () => {
    const folders = fc.array(fc.array(name, { minLength: 1, maxLength: 900, size: 'max' }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(fc.property(folders, roundTrip), { numRuns: 30 });
  });
});

function roundTrip(folders: readonly (readonly (string | Buffer)[])[]): void {
  const table = new FileTable();
  const written = folders.flatMap((names, number) => {
    const folder = `/folder ${number}/`;
    const directory = table.addDirectory(folder);
    for (const one of names) table.addFile(directory, one, facts);
    return names.map((one) => Buffer.concat([Buffer.from(folder), Buffer.from(one)]));
  });
  const book = new PathBook([table.data(), table.data()]);
  const paths = Array.from({ length: book.count }, (_, file) => book.pathOf(file));
  const bytes = [...written, ...written];
  expect(paths.map((path) => Buffer.from(path).toString('hex'))).toEqual(
    bytes.map((one) => one.toString('hex')),
  );
  expect(paths.map((path) => typeof path === 'string')).toEqual(
    bytes.map((one) => !one.toString().includes('\u{fffd}')),
  );
}
