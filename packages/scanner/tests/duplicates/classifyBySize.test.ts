import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyBySize } from '../../src/duplicates/classifyBySize.js';
import { FileTable } from '../../src/duplicates/FileTable.js';
import { PathBook } from '../../src/duplicates/PathBook.js';

const file = fc.record({
  size: fc.constantFrom(1, 2, 3, 0x1_0000_0001, 0x2_0000_0001, 2 ** 52),
  name: fc.oneof(
    fc.constantFrom('a', 'ä', '\u{1f4be}'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }),
  ),
});

describe('the table of files', () => {
  it('classes files by size through all tables and knows each path', () => {
    fc.assert(
      fc.property(fc.array(fc.array(file, { maxLength: 60 }), { minLength: 1, maxLength: 3 }), (lists) => {
        const tables = lists.map((files) => {
          const table = new FileTable();
          for (const [index, { size, name }] of files.entries())
            table.addFile(table.addDirectory(`/d${index}/`), name, {
              size,
              mtimeMs: size,
              nlink: 1,
              dev: 1,
              ino: 1,
            });
          return table.data();
        });
        const book = new PathBook(tables);
        const all = lists.flatMap((files) =>
          files.map((one, index) => ({ ...one, path: `/d${index}/${one.name}` })),
        );
        expect(book.count).toBe(all.length);
        expect(all.map((_, id) => book.pathOf(id).toString())).toEqual(all.map(({ path }) => path));
        const { classes } = classifyBySize(tables);
        const expected = new Map<number, number[]>();
        for (const [id, { size }] of all.entries()) expected.set(size, [...(expected.get(size) ?? []), id]);
        for (const [size, ids] of expected) if (ids.length < 2) expected.delete(size);
        expect(new Map(classes.map(({ ids, size }) => [size, [...ids]]))).toEqual(expected);
      }),
    );
  });

  it('grows to any number of files', () => {
    const table = new FileTable();
    const directory = table.addDirectory('/some/directory/');
    for (let index = 0; index < 20_000; index += 1)
      table.addFile(directory, `file-${index}`, {
        size: index,
        mtimeMs: index,
        nlink: 1,
        dev: 1,
        ino: index,
      });
    const book = new PathBook([table.data()]);
    expect(book.pathOf(19_999)).toBe('/some/directory/file-19999');
    expect(book.mtimeOf(4097)).toBe(4097);
  });
});
