import { win32 } from 'node:path';
import type { FileStore } from '../../src/system/FileStore.js';

export interface MemoryFiles {
  readonly store: FileStore;
  readonly contents: Map<string, Buffer>;
}

/** Files of a Windows machine that exists in memory only. Names are compared without case. */
export function memoryFiles(initial: Readonly<Record<string, string>> = {}): MemoryFiles {
  const contents = new Map(Object.entries(initial).map(([path, text]) => [path, Buffer.from(text)]));
  const find = (path: string) => [...contents.keys()].find((key) => key.toLowerCase() === path.toLowerCase());
  const inFolder = (folder: string) =>
    [...contents.keys()].filter((key) => win32.dirname(key).toLowerCase() === folder.toLowerCase());
  const store: FileStore = {
    list(folder) {
      const names = inFolder(folder).map((key) => win32.basename(key));
      if (names.length === 0) throw Object.assign(new Error('missing'), { code: 'ENOENT' });
      return names;
    },
    entry: (path) => (find(path) === undefined ? undefined : { kind: 'file', mode: 0o644 }),
    realPath: (path) => find(path) ?? (inFolder(path).length > 0 ? path : undefined),
    read(path, limit) {
      const key = find(path);
      if (key === undefined) throw Object.assign(new Error('missing'), { code: 'ENOENT' });
      return contents.get(key)!.subarray(0, limit);
    },
    isWritable: () => true,
    readLink: () => {
      throw new Error('no links here');
    },
    write(path, data) {
      contents.set(find(path) ?? path, Buffer.from(data));
    },
    link: () => {
      throw new Error('no links here');
    },
    remove(path) {
      contents.delete(find(path) ?? path);
    },
    removeEmptyDirectory: () => undefined,
  };
  return { store, contents };
}
