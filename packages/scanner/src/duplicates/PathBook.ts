import type { FileTableData } from './FileTable.js';
import { NameTexts } from './NameTexts.js';

/** A character that decoding puts where the bytes are not UTF-8. */
export const replacementCharacter = '\ufffd';

/** Stands for a directory whose path is not UTF-8. */
const inexact = '';

interface Table {
  readonly data: FileTableData;
  readonly names: NameTexts;
  readonly directoryNames: NameTexts;
  readonly directories: (string | undefined)[];
}

/** Numbers the files of all tables in one row and knows their paths. */
export class PathBook {
  readonly count: number;
  readonly #tables: readonly Table[];
  readonly #bases: readonly number[];

  constructor(tables: readonly FileTableData[]) {
    const bases: number[] = [];
    let count = 0;
    for (const { count: own } of tables) {
      bases.push(count);
      count += own;
    }
    this.count = count;
    this.#bases = bases;
    this.#tables = tables.map((data) => ({
      data,
      names: new NameTexts(data.names, data.nameEnds, data.count),
      directoryNames: new NameTexts(data.directoryNames, data.directoryEnds, data.directoryCount),
      directories: Array.from<string | undefined>({ length: data.directoryCount }),
    }));
  }

  /** The path as text where that is exact, else as bytes. */
  pathOf(file: number): string | Buffer {
    const table = this.#tableOf(file);
    const { data, names } = this.#tables[table] as Table;
    const record = file - (this.#bases[table] as number);
    const directory = data.directories[record] as number;
    const name = names.textOf(record);
    const parent = this.#directory(table, directory);
    if (parent !== inexact && !name.includes(replacementCharacter)) return parent + name;
    const { directoryNames } = this.#tables[table] as Table;
    return Buffer.concat([directoryNames.bytesOf(directory), names.bytesOf(record)]);
  }

  /** When the file was last written, in ms, as the walk saw it. */
  mtimeOf(file: number): number {
    const table = this.#tableOf(file);
    return this.#tables[table]?.data.mtimes[file - (this.#bases[table] as number)] as number;
  }

  #tableOf(file: number): number {
    let table = this.#bases.length - 1;
    while (file < (this.#bases[table] as number)) table -= 1;
    return table;
  }

  #directory(table: number, index: number): string {
    const { directories, directoryNames } = this.#tables[table] as Table;
    const known = directories[index];
    if (known !== undefined) return known;
    const text = directoryNames.textOf(index);
    return (directories[index] = text.includes(replacementCharacter) ? inexact : text);
  }
}
